package org.univoice.job.delivery;

/**
 * A participant as the delivery stage knows it.
 *
 * @param hears primary language subtag, or empty
 * @param gateway where its deliveries go
 */
public record Listener(String track, String hears, String gateway) {

  Listener at(String newGateway) {
    return new Listener(track, hears, newGateway);
  }

  Listener hearing(String language) {
    return new Listener(track, language, gateway);
  }
}
