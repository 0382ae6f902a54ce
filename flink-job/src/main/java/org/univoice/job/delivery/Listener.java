package org.univoice.job.delivery;

/**
 * A participant as the delivery stage knows it.
 *
 * @param hears primary language subtag, or empty
 * @param gateway where its deliveries go
 * @param missedSequence the last delivery that was forgotten before it was acknowledged; 0 for none
 */
public record Listener(String track, String hears, String gateway, long missedSequence) {

  static Listener of(String track, String hears, String gateway) {
    return new Listener(track, hears, gateway, 0);
  }

  Listener at(String newGateway) {
    return new Listener(track, hears, newGateway, missedSequence);
  }

  Listener hearing(String language) {
    return new Listener(track, language, gateway, missedSequence);
  }

  Listener missing(long sequence) {
    return new Listener(track, hears, gateway, Math.max(missedSequence, sequence));
  }

  boolean hasMissedSince(long lastSequence) {
    return missedSequence > lastSequence;
  }
}
