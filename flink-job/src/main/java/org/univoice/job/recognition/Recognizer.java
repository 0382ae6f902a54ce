package org.univoice.job.recognition;

import java.io.Serializable;
import org.univoice.job.call.ModelCall;

/** Turns speech into words. Implementations are opened on the subtask that uses them. */
public interface Recognizer extends Serializable, AutoCloseable {

  default void open() {}

  @Override
  default void close() {}

  /** One answer. */
  ModelCall<Recognition> recognize(Request request);

  /**
   * @param pcm 16 kHz mono, little-endian signed 16-bit samples
   * @param language primary subtag, or empty to identify it
   * @param isFinal whether quality comes before speed
   * @param words whether word times are wanted
   * @param gist whether the English gist is wanted instead of the words
   */
  record Request(byte[] pcm, String language, boolean isFinal, boolean words, boolean gist) {}

  /**
   * @param words times relative to the start of the audio
   * @param noSpeechProbability 0 to 1
   * @param wordConfidences 0 to 1, for each of the text's words between spaces; empty when they are
   *     not known one by one
   */
  record Recognition(
      String text,
      String language,
      float languageProbability,
      float confidence,
      float noSpeechProbability,
      RecognizedWord[] words,
      float[] wordConfidences) {

    private static final float[] NOT_KNOWN = {};

    public Recognition(
        String text,
        String language,
        float languageProbability,
        float confidence,
        float noSpeechProbability,
        RecognizedWord[] words) {
      this(text, language, languageProbability, confidence, noSpeechProbability, words, NOT_KNOWN);
    }

    /** The same in other words. */
    Recognition with(String newText, RecognizedWord[] newWords) {
      return new Recognition(
          newText,
          language,
          languageProbability,
          confidence,
          noSpeechProbability,
          newWords,
          wordConfidences);
    }
  }
}
