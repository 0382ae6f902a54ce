package org.univoice.gateway.audio;

import java.util.Optional;

/**
 * What somebody can do about bad audio, worst first.
 *
 * @param code of the notice
 */
public record QualityAdvice(String code, String message, String suggestion) {

  private static final QualityAdvice SILENT =
      new QualityAdvice(
          "AUDIO_SILENT",
          "Nothing can be heard: the audio is digital silence.",
          "Check that the microphone is plugged in and not muted.");
  private static final QualityAdvice CLIPPED =
      new QualityAdvice(
          "AUDIO_CLIPPED",
          "The audio is too loud and distorted.",
          "Turn the microphone down or move away from it.");
  private static final QualityAdvice NOISY =
      new QualityAdvice(
          "AUDIO_NOISY",
          "There is nearly as much noise as speech.",
          "Move closer to the microphone or away from the noise.");

  /** Empty when the audio is good. */
  public static Optional<QualityAdvice> on(QualityReport report) {
    if (report.isSilent()) {
      return Optional.of(SILENT);
    }
    if (report.isClipped()) {
      return Optional.of(CLIPPED);
    }
    return report.isNoisy() ? Optional.of(NOISY) : Optional.empty();
  }
}
