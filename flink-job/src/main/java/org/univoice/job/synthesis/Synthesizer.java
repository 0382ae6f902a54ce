package org.univoice.job.synthesis;

import java.io.Serializable;
import java.util.List;
import org.univoice.job.call.ModelCall;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.prosody.Manner;
import org.univoice.job.voice.VoiceTier;

/** Turns text into speech, in pieces as they are made. */
public interface Synthesizer extends Serializable, AutoCloseable {

  default void open() {}

  @Override
  default void close() {}

  /** Whether it can be asked for CLONED. */
  default boolean clones() {
    return false;
  }

  /** Several answers, first clause first. */
  ModelCall<SpeechPiece> synthesize(Request request);

  /**
   * @param language primary subtag
   * @param stockVoice the stock voice used before for this speaker, or empty to choose the nearest
   * @param profile the voice to move to; null for the language's standard voice
   * @param speed 1 is the model's own pace
   * @param pauses what is left of the pauses between clauses, as a share of their length
   * @param manner how the utterance was said; null for the voice's own way
   * @param emphasis what of the text stands out; who cannot say a word so says it as any other
   * @param wanted the nearest tier that may be used: CLONED only of a speaker who has agreed
   */
  record Request(
      String text,
      String language,
      String stockVoice,
      VoiceProfile profile,
      float speed,
      float pauses,
      Manner manner,
      List<TextRange> emphasis,
      VoiceTier wanted) {

    /** Of which no word stands out. */
    public Request(
        String text,
        String language,
        String stockVoice,
        VoiceProfile profile,
        float speed,
        float pauses,
        Manner manner,
        VoiceTier wanted) {
      this(text, language, stockVoice, profile, speed, pauses, manner, List.of(), wanted);
    }

    /** Never a clone; in the voice's own way, with its pauses whole. */
    public Request(
        String text, String language, String stockVoice, VoiceProfile profile, float speed) {
      this(
          text,
          language,
          stockVoice,
          profile,
          speed,
          1,
          null,
          profile == null ? VoiceTier.STANDARD : VoiceTier.SIMILAR);
    }
  }

  /**
   * @param pcm 24 kHz mono, little-endian signed 16-bit samples
   * @param stockVoice which stock voice it was made from; empty for a clone
   * @param tier that was reached: CLONED, SIMILAR when it was moved to the profile, or STANDARD
   */
  record SpeechPiece(byte[] pcm, String stockVoice, VoiceTier tier) {

    private static final int BYTES_PER_MILLI = 24 * Short.BYTES;

    /** How long it sounds, its pause included. */
    public long durationMillis() {
      return pcm.length / BYTES_PER_MILLI;
    }
  }
}
