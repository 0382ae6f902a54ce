package org.univoice.job.delivery;

/**
 * A participant as the delivery stage knows it.
 *
 * @param hears primary language subtag, or empty
 * @param gateway where its deliveries go
 * @param ended its track has ended; it may still be listening to what is on its way
 */
public record Listener(String track, String hears, String gateway, boolean ended) {

  Listener at(String newGateway) {
    return new Listener(track, hears, newGateway, ended);
  }

  Listener hearing(String language) {
    return new Listener(track, language, gateway, ended);
  }

  Listener withEnded() {
    return new Listener(track, hears, gateway, true);
  }
}
