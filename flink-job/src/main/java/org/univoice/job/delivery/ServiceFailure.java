package org.univoice.job.delivery;

import org.univoice.job.segmentation.SegmentRef;

/** What those are told who miss something: a model did not answer, or could not keep up. */
enum ServiceFailure {
  RECOGNITION(
      "STT_SERVICE_ERROR",
      "Some speech could not be recognised.",
      "Keep talking; recognition goes on as soon as it can."),
  TRANSLATION(
      "TRANSLATION_SERVICE_ERROR",
      "Some speech could not be translated.",
      "Captions in the speaker's language go on."),
  SYNTHESIS(
      "TTS_SERVICE_ERROR",
      "Some of the translation could not be spoken.",
      "Read the captions; speech comes back as soon as it can."),
  PACE(
      "SPEECH_BEHIND",
      "The translated speech is far behind the speaker.",
      "Read the captions, which keep up; speech catches up as soon as the speaker pauses.");

  private final String code;
  private final String message;
  private final String advice;

  ServiceFailure(String code, String message, String advice) {
    this.code = code;
    this.message = message;
    this.advice = advice;
  }

  String code() {
    return code;
  }

  /**
   * Says nothing of the cause: those who are told could do nothing about it.
   *
   * @param language empty when everyone is told
   */
  Parcel notice(SegmentRef ref, String language) {
    return ParcelWriter.notice(ref, language, code, message, advice);
  }
}
