package org.univoice.job.delivery;

/**
 * A participant as the delivery stage knows it.
 *
 * @param hears primary language subtag, or empty
 * @param gateway where its deliveries go
 * @param missedSequence the last delivery that was forgotten before it was acknowledged; 0 for none
 * @param ownTranslations whether it also reads what others hear of what it says
 */
public record Listener(
    String track, String hears, String gateway, long missedSequence, boolean ownTranslations) {

  static Listener of(String track, String hears, String gateway) {
    return new Listener(track, hears, gateway, 0, false);
  }

  Listener at(String newGateway) {
    return new Listener(track, hears, newGateway, missedSequence, ownTranslations);
  }

  Listener hearing(String language) {
    return new Listener(track, language, gateway, missedSequence, ownTranslations);
  }

  Listener withOwnTranslations(boolean wanted) {
    return new Listener(track, hears, gateway, missedSequence, wanted);
  }

  Listener missing(long sequence) {
    return new Listener(track, hears, gateway, Math.max(missedSequence, sequence), ownTranslations);
  }

  boolean hasMissedSince(long lastSequence) {
    return missedSequence > lastSequence;
  }
}
