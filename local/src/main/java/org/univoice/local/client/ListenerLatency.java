package org.univoice.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.univoice.local.client.Transcript.Latency;

/**
 * What a listener waited for one speech, on the clock of this machine, which is both the sender's
 * and the listener's. The job tells its stages from when the gateway believes that the last voiced
 * sample was captured to when the speech left; here they reach from that sample to the first byte,
 * so that they add up.
 */
final class ListenerLatency {
  private static final Latency UNKNOWN =
      new Latency(null, null, null, null, null, null, null, null);

  private ListenerLatency() {}

  /**
   * @param told the gateway's message; null when none came, and of no use without the time from
   *     which it counts
   * @param speech null when none was heard
   */
  static Latency of(JsonNode told, HeardSpeech speech, SentTimes sent) {
    long spokenAt = speech == null ? 0 : sent.spokenAt(speech.endMillis());
    if (spokenAt == 0) {
      return UNKNOWN;
    }
    long endToEnd = speech.firstByteAtMillis() - spokenAt;
    return told == null || !told.hasNonNull("capturedAt")
        ? whole(endToEnd, speech)
        : divided(told, spokenAt, endToEnd, speech);
  }

  private static Latency divided(JsonNode told, long spokenAt, long endToEnd, HeardSpeech speech) {
    long toTheGateway = told.path("capturedAt").asLong() - spokenAt;
    long segmentation = Math.max(0, toTheGateway + stage(told, "segmentation"));
    long recognition = stage(told, "recognition");
    long translation = stage(told, "translation");
    long firstSpeech = stage(told, "firstSpeech");
    long delivery = endToEnd - segmentation - recognition - translation - firstSpeech;
    // Speech that is made again after a restart is told of, but what was heard came before it.
    return delivery < 0
        ? whole(endToEnd, speech)
        : new Latency(
            segmentation,
            recognition,
            translation,
            firstSpeech,
            delivery,
            endToEnd,
            speech.waitMillis(),
            endToEnd + speech.waitMillis());
  }

  private static Latency whole(long endToEnd, HeardSpeech speech) {
    return new Latency(
        null,
        null,
        null,
        null,
        null,
        endToEnd,
        speech.waitMillis(),
        endToEnd + speech.waitMillis());
  }

  private static long stage(JsonNode told, String name) {
    return told.path("stages").path(name).asLong();
  }
}
