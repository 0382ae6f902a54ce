package org.univoice.gateway.session;

import java.util.Optional;

/**
 * What a session's owner chose.
 *
 * @param maxSpeakers 1 to 10
 * @param maxLatencyMillis how long a translation may take before the owner wants to be told
 * @param glossary name of the glossary that translations use
 */
public record SessionSettings(
    boolean recording,
    boolean diarization,
    int maxSpeakers,
    long maxLatencyMillis,
    QualityMode qualityMode,
    Optional<String> glossary,
    RecognitionWishes recognition) {
  public static final SessionSettings DEFAULT =
      new SessionSettings(false, true, 10, 2_000, QualityMode.BALANCED, Optional.empty());

  /** Of a session that wants nothing particular of recognition. */
  public SessionSettings(
      boolean recording,
      boolean diarization,
      int maxSpeakers,
      long maxLatencyMillis,
      QualityMode qualityMode,
      Optional<String> glossary) {
    this(
        recording,
        diarization,
        maxSpeakers,
        maxLatencyMillis,
        qualityMode,
        glossary,
        RecognitionWishes.NONE);
  }

  public SessionSettings {
    if (maxSpeakers < 1 || maxSpeakers > 10) {
      throw new IllegalArgumentException("a session has 1 to 10 speakers, not " + maxSpeakers);
    }
  }

  public SessionSettings withRecording(boolean wanted) {
    return new SessionSettings(
        wanted, diarization, maxSpeakers, maxLatencyMillis, qualityMode, glossary, recognition);
  }

  /** What matters more when both cannot be had. */
  public enum QualityMode {
    SPEED,
    BALANCED,
    QUALITY
  }
}
