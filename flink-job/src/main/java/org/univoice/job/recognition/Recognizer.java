package org.univoice.job.recognition;

import java.io.Serializable;
import java.util.Arrays;
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
   * @param expected what to expect where the language is to be identified
   * @param vocabulary words that are probable
   */
  record Request(
      byte[] pcm,
      String language,
      boolean isFinal,
      boolean words,
      boolean gist,
      SpokenLanguage expected,
      String[] vocabulary) {

    /** Of speech about which nothing more is known. */
    public Request(byte[] pcm, String language, boolean isFinal, boolean words, boolean gist) {
      this(pcm, language, isFinal, words, gist, SpokenLanguage.UNKNOWN, new String[0]);
    }

    /** The same with audio before it. */
    Request after(byte[] before) {
      byte[] both = Arrays.copyOf(before, before.length + pcm.length);
      System.arraycopy(pcm, 0, both, before.length, pcm.length);
      return new Request(both, language, isFinal, words, gist, expected, vocabulary);
    }
  }

  /** What the sound alone says of the language: primary subtag and probability, 0 to 1. */
  record Guess(String language, float probability) {}

  /**
   * @param confidence the share of words that is expected to be right, 0 to 1
   * @param noSpeechProbability 0 to 1
   * @param words times relative to the start of the audio
   * @param rawConfidence what the model says of itself, before calibration, 0 to 1
   * @param speechToNoise dB; NaN when it could not be measured
   * @param guesses the most probable languages by the sound alone; none when it was named
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
      float rawConfidence,
      float speechToNoise,
      Guess[] guesses,
      float[] wordConfidences) {

    /** Of a recognizer that is as sure as it is right, and says nothing of noise or language. */
    public Recognition(
        String text,
        String language,
        float languageProbability,
        float confidence,
        float noSpeechProbability,
        RecognizedWord[] words) {
      this(
          text,
          language,
          languageProbability,
          confidence,
          noSpeechProbability,
          words,
          confidence,
          Float.NaN,
          new Guess[0],
          new float[0]);
    }

    /** The words between spaces, one for each of {@code words} where times are known. */
    String[] tokens() {
      return words.length > 0
          ? Arrays.stream(words).map(word -> word.text().strip()).toArray(String[]::new)
          : text.isBlank() ? new String[0] : text.strip().split("\\s+");
    }

    /** Words from one up to another, as {@link #tokens()} counts them, as sure as they are. */
    Recognition part(int from, int to) {
      String[] tokens = tokens();
      if (from == 0 && to == tokens.length) {
        return this;
      }
      boolean isTimed = words.length > 0;
      float[] each = wordConfidences;
      if (each.length != tokens.length) {
        each = new float[isTimed ? tokens.length : 0];
        for (int i = 0; i < each.length; i++) {
          each[i] = words[i].confidence();
        }
      }
      float sum = 0;
      for (int i = from; i < to && each.length > 0; i++) {
        sum += each[i];
      }
      return new Recognition(
          text(tokens, from, to),
          language,
          languageProbability,
          from == to ? 0 : each.length == 0 ? confidence : sum / (to - from),
          noSpeechProbability,
          isTimed ? Arrays.copyOfRange(words, from, to) : words,
          rawConfidence * share(each, from, to),
          speechToNoise,
          guesses,
          wordConfidences.length == tokens.length
              ? Arrays.copyOfRange(wordConfidences, from, to)
              : wordConfidences);
    }

    /**
     * How sure these words are against all, at most 1: a doubtful end hides behind what is sure.
     */
    private static float share(float[] each, int from, int to) {
      double all = mean(each, 0, each.length);
      return from == to || all == 0 ? 1 : (float) Math.min(1, mean(each, from, to) / all);
    }

    private static double mean(float[] each, int from, int to) {
      double sum = 0;
      for (int i = from; i < Math.min(to, each.length); i++) {
        sum += each[i];
      }
      return sum / Math.max(1, to - from);
    }

    /** As it is written: not every language has spaces between its words. */
    private String text(String[] tokens, int from, int to) {
      int start = 0;
      int end = 0;
      for (int i = 0; i < to; i++) {
        int at = text.indexOf(tokens[i], end);
        if (at < 0) {
          return String.join(" ", Arrays.copyOfRange(tokens, from, to));
        }
        start = i == from ? at : start;
        end = at + tokens[i].length();
      }
      return from == to ? "" : text.substring(start, end);
    }

    /** The same with its words so much earlier, though none before the beginning. */
    Recognition earlier(long millis) {
      return with(
          text,
          Arrays.stream(words)
              .map(word -> word.later(-millis).within(0, Long.MAX_VALUE))
              .toArray(RecognizedWord[]::new));
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
          rawConfidence,
          speechToNoise,
          guesses,
          wordConfidences);
    }
  }
}
