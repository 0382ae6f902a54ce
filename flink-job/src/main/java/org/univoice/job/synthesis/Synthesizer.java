package org.univoice.job.synthesis;

import java.io.Serializable;
import org.univoice.job.call.ModelCall;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.prosody.Manner;

/** Turns text into speech, in pieces as they are made. */
public interface Synthesizer extends Serializable, AutoCloseable {

  default void open() {}

  @Override
  default void close() {}

  /** Several answers, first clause first. */
  ModelCall<SpeechPiece> synthesize(Request request);

  /**
   * @param language primary subtag
   * @param stockVoice the stock voice used before for this speaker, or empty to choose the nearest
   * @param profile the voice to move to; null for the language's standard voice
   * @param speed 1 is the model's own pace
   * @param pauses what is left of the pauses between clauses, as a share of their length
   * @param manner how the utterance was said; null for the voice's own way
   */
  record Request(
      String text,
      String language,
      String stockVoice,
      VoiceProfile profile,
      float speed,
      float pauses,
      Manner manner) {

    /** In the voice's own way, with its pauses whole. */
    public Request(
        String text, String language, String stockVoice, VoiceProfile profile, float speed) {
      this(text, language, stockVoice, profile, speed, 1, null);
    }
  }

  /**
   * @param pcm 24 kHz mono, little-endian signed 16-bit samples
   * @param stockVoice which stock voice it was made from
   * @param similar whether it was moved to the profile
   */
  record SpeechPiece(byte[] pcm, String stockVoice, boolean similar) {

    private static final int BYTES_PER_MILLI = 24 * Short.BYTES;

    /** How long it sounds, its pause included. */
    public long durationMillis() {
      return pcm.length / BYTES_PER_MILLI;
    }
  }
}
