package org.univoice.gateway.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Measures the voice in a recording: piece by piece, because the model listens to five seconds. */
public final class VoiceMeasurement {
  private static final int BYTES_PER_SECOND = 32_000;
  private static final int PIECE_BYTES = 5 * BYTES_PER_SECOND;
  private static final int SHORTEST_PIECE_BYTES = 3 * BYTES_PER_SECOND;

  private final EnrolmentAudio audio;
  private final Voiceprints voiceprints;

  public VoiceMeasurement(EnrolmentAudio audio, Voiceprints voiceprints) {
    this.audio = audio;
    this.voiceprints = voiceprints;
  }

  /**
   * @param wav all that was listened to
   * @param speechSeconds how much of it is speech
   */
  record Measured(
      VoiceSum sum, String model, byte[] wav, double speechSeconds, double signalToNoiseDb) {

    /**
     * @param all with what was known before
     */
    double quality(VoiceSum all) {
      double before = (all.count() - sum.count()) * (double) PIECE_BYTES / BYTES_PER_SECOND;
      return ProfileQuality.of(before + speechSeconds, signalToNoiseDb, all.variance());
    }
  }

  /**
   * @throws RefusedException as {@link Enrolment#heardBy}, and VOICE_PROFILE_ERROR when the model
   *     does not answer
   */
  Measured of(Enrolment enrolment) {
    EnrolmentAudio.Heard heard = enrolment.heardBy(audio);
    List<Voiceprint> prints =
        pieces(heard.speech().pcm()).stream()
            .map(voiceprints::of)
            .filter(VoiceMeasurement::isVoice)
            .toList();
    if (prints.isEmpty()) {
      throw new RefusedException(
          ErrorCode.INSUFFICIENT_AUDIO,
          "The model hears no voice in this audio; a voice profile needs 3.0 s of speech.",
          "Record again: speak for five seconds or more, near the microphone, without noise.");
    }
    return new Measured(
        VoiceSum.of(prints),
        prints.get(0).model(),
        Wav.of(heard.pcm()),
        heard.speech().millis() / 1_000.0,
        heard.speech().signalToNoiseDb());
  }

  /** Of five seconds each; what is left over joins the last when it is too short by itself. */
  private static List<byte[]> pieces(byte[] speech) {
    List<byte[]> pieces = new ArrayList<>();
    int at = 0;
    while (speech.length - at >= PIECE_BYTES + SHORTEST_PIECE_BYTES) {
      pieces.add(Arrays.copyOfRange(speech, at, at + PIECE_BYTES));
      at += PIECE_BYTES;
    }
    pieces.add(Arrays.copyOfRange(speech, at, speech.length));
    return pieces;
  }

  private static boolean isVoice(Voiceprint print) {
    for (float value : print.embedding()) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }
}
