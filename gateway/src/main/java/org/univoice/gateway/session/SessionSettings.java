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
    RecognitionWishes recognition,
    TranslationWishes translation) {
  public static final SessionSettings DEFAULT =
      new SessionSettings(false, true, 10, 2_000, QualityMode.BALANCED, Optional.empty());

  /** Of a session that wants nothing particular of its translations. */
  public SessionSettings(
      boolean recording,
      boolean diarization,
      int maxSpeakers,
      long maxLatencyMillis,
      QualityMode qualityMode,
      Optional<String> glossary,
      RecognitionWishes recognition) {
    this(
        recording,
        diarization,
        maxSpeakers,
        maxLatencyMillis,
        qualityMode,
        glossary,
        recognition,
        TranslationWishes.NONE);
  }

  /** Nor of recognition. */
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

  /** Whether the job is told the same of them as of others. */
  boolean isToldAs(SessionSettings other) {
    return qualityMode == other.qualityMode
        && glossary.equals(other.glossary)
        && recognition.equals(other.recognition)
        && translation.equals(other.translation);
  }

  public SessionSettings withRecording(boolean wanted) {
    return new SessionSettings(
        wanted,
        diarization,
        maxSpeakers,
        maxLatencyMillis,
        qualityMode,
        glossary,
        recognition,
        translation);
  }

  /** What matters more when both cannot be had. */
  public enum QualityMode {
    SPEED,
    BALANCED,
    QUALITY;

    /** As the job is told. */
    public org.univoice.internal.v1.QualityMode wire() {
      return switch (this) {
        case SPEED -> org.univoice.internal.v1.QualityMode.QUALITY_MODE_SPEED;
        case BALANCED -> org.univoice.internal.v1.QualityMode.QUALITY_MODE_BALANCED;
        case QUALITY -> org.univoice.internal.v1.QualityMode.QUALITY_MODE_QUALITY;
      };
    }
  }
}
