package org.univoice.job.recognition;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.univoice.job.recognition.Recognizer.Guess;

/**
 * Which languages a track whose language nobody declared is spoken in. A hidden Markov model of one
 * state per language, followed forwards (Rabiner, "A Tutorial on Hidden Markov Models", 1989,
 * section III A): what a segment sounds like is weighed against what was spoken before, so that one
 * doubtful segment changes nothing and a clear one does at once. Immutable.
 *
 * @param languages primary subtags of those that were heard, the likeliest first
 * @param advantages by how much each is expected to be more probable in the next segment than a
 *     language that was never heard, as a difference of natural logarithms
 */
public record SpokenLanguage(String[] languages, float[] advantages) {

  static final SpokenLanguage UNKNOWN = new SpokenLanguage(new String[0], new float[0]);

  /**
   * Of segments. Who mixes languages does so every few sentences. With it somebody's second
   * language is taken up again from 1 s of clear speech, and never from less than 0.8 s.
   */
  static final double SWITCHES = 0.15;

  /** Half of the switches lead back to a language that was heard: two languages on one track. */
  private static final double BACK = 0.5;

  /**
   * As if there were so many languages. Whisper tells 99 apart, of which most are seldom spoken;
   * with 20 a language that was never heard is taken up from 2.7 s of clear speech (99 %), which is
   * what the Spanish sentence of the recordings needs, and not from 1 s, after which Whisper names
   * a wrong language for half of them.
   */
  private static final int ALL = 20;

  /** Whisper is surer than it is right; so no segment alone outweighs everything. */
  private static final double LEAST_PROBABILITY = 1e-4;

  /** Audio that counts in full; under it less, in proportion. */
  static final long TELLING_MILLIS = 2_500;

  private static final double LEAST_WEIGHT = 0.05;

  /** Of the probability: Spanish sounds a little like Italian, and is not expected to become it. */
  private static final double LEAST_SHARE = 0.05;

  /** More are not expected at a time; the likeliest are kept. */
  private static final int MOST = 8;

  /** The likeliest; empty while nothing was heard. */
  String language() {
    return languages.length == 0 ? "" : languages[0];
  }

  /**
   * What to expect of a stretch of audio: a short one must be the clearer to change anything.
   *
   * @param audioMillis its length
   */
  SpokenLanguage before(long audioMillis) {
    float[] weighed = new float[advantages.length];
    for (int i = 0; i < weighed.length; i++) {
      weighed[i] = (float) (advantages[i] / weight(audioMillis));
    }
    return new SpokenLanguage(languages, weighed);
  }

  /**
   * After another segment with words in it.
   *
   * @param guesses what its sound says, languages that are expected among them; none: no news
   */
  SpokenLanguage heard(Guess[] guesses, long audioMillis) {
    if (guesses.length == 0) {
      return this;
    }
    double weight = weight(audioMillis);
    double unnamed = weight * Math.log(LEAST_PROBABILITY);
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < languages.length; i++) {
      scores.put(languages[i], advantages[i] + unnamed);
    }
    for (Guess guess : guesses) {
      double sound = weight * Math.log(Math.max(LEAST_PROBABILITY, guess.probability()));
      scores.merge(guess.language(), sound, (expected, ignored) -> expected - unnamed + sound);
    }
    return afterSegment(scores, unnamed);
  }

  /** To probabilities, and one step of the chain on. */
  private SpokenLanguage afterSegment(Map<String, Double> scores, double unnamed) {
    double sum = (ALL - Math.min(ALL - 1, scores.size())) * Math.exp(unnamed);
    for (double score : scores.values()) {
      sum += Math.exp(score);
    }
    double total = sum;
    double elsewhere = SWITCHES * (1 - BACK) / ALL;
    // What was taken up once is not forgotten: a clear segment in one language says nothing against
    // coming back to another. What is only resembled is not taken up.
    var known = Set.of(languages);
    var kept =
        scores.entrySet().stream()
            .filter(
                entry ->
                    known.contains(entry.getKey())
                        || Math.exp(entry.getValue()) / total > LEAST_SHARE)
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(MOST)
            .toList();
    double heard = 0;
    for (var entry : kept) {
      heard += Math.exp(entry.getValue()) / total;
    }
    double rest = (1 - SWITCHES) * (1 - heard) / ALL + elsewhere;
    String[] heardNow = new String[kept.size()];
    float[] ahead = new float[kept.size()];
    for (int i = 0; i < heardNow.length; i++) {
      double share = Math.exp(kept.get(i).getValue()) / total;
      // Somebody comes back to a language as often as it was spoken.
      double next = (1 - SWITCHES) * share + SWITCHES * BACK / heardNow.length + elsewhere;
      heardNow[i] = kept.get(i).getKey();
      ahead[i] = (float) Math.log(next / rest);
    }
    return new SpokenLanguage(heardNow, ahead);
  }

  private static double weight(long audioMillis) {
    return Math.max(LEAST_WEIGHT, Math.min(1, audioMillis / (double) TELLING_MILLIS));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpokenLanguage that
        && Arrays.equals(languages, that.languages)
        && Arrays.equals(advantages, that.advantages);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(languages) + Arrays.hashCode(advantages);
  }
}
