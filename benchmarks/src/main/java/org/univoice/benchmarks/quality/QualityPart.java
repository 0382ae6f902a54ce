package org.univoice.benchmarks.quality;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.univoice.local.InvalidInputException;

/** A group of rows, and which recordings it needs. */
public enum QualityPart {
  DIARIZATION,
  RECOGNITION,
  NOISE,
  PHANTOM,
  TRANSLATION,
  VOICEPRINT,
  /** Takes twice as long as the recordings, and is left out unless somebody asks for it. */
  LAG;

  /** What is judged unless somebody says what. */
  static final Set<QualityPart> USUAL =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(LAG)));

  static QualityPart of(String name) {
    return Arrays.stream(values())
        .filter(part -> part.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no part '"
                        + name
                        + "' of bench quality; there is: "
                        + String.join(
                            ", ", Arrays.stream(values()).map(QualityPart::label).toList())));
  }

  /** As it is written on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the job must hear the recording for these rows. */
  boolean hears(JudgedRecording recording) {
    return switch (this) {
      case DIARIZATION -> recording.rttm() != null || recording.tags().containsKey("speakers");
      case RECOGNITION ->
          !recording.isStill()
              && !recording.isNoisy()
              && (recording.transcript() != null || recording.tags().containsKey("language"));
      case NOISE -> recording.isOfNoise();
      case PHANTOM -> recording.isStill();
      case TRANSLATION -> !recording.translations().isEmpty();
      case VOICEPRINT, LAG -> false;
    };
  }
}
