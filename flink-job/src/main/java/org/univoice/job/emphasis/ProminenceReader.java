package org.univoice.job.emphasis;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells which word of an utterance its speaker stressed, if one clearly stands out;
 * docs/policies/voice-identity.md.
 *
 * <p>What makes a word prominent is its highest pitch, its greatest loudness and its length, each
 * against the other words of the utterance and after the fall that every utterance has is taken off
 * (Rosenberg, Automatic Detection and Classification of Prosodic Events, 2009, whose tool AuToBI
 * compares words with their surroundings so; Cooper, Eady &amp; Mueller, JASA 77, 1985). A word is
 * compared with the others, without itself: among five words a z-score with itself can be no
 * greater than 1.8.
 */
public final class ProminenceReader implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Fewer words have no usual from which one could stand out. */
  static final int FEWEST_WORDS = 4;

  /** Of others with a measured value, to compare one with. */
  static final int FEWEST_OTHERS = 3;

  /** Voiced points under this are no melody. */
  static final int FEWEST_VOICED = 10;

  /** In ln F0: what is further from the median is an octave mistaken by the tracker. */
  static final float OCTAVE_GUARD = 0.5f;

  /**
   * A peak comes late, often when the next word has begun (Xu 1999): a word is looked at so much
   * later than it was said, or the next one would have its peak.
   */
  static final long PEAK_DELAY_MILLIS = 40;

  /** Percentile that stands for a peak: a single point may be mistaken. */
  static final double PEAK = 0.9;

  /** Points with a voice that a word needs. */
  static final int FEWEST_POINTS = 3;

  /**
   * Words that lie nearer together than this do not differ: ln F0, dB, ln of a time per letter; the
   * spread among the words of plainly read sentences.
   */
  static final double[] LEAST_SPREAD = {0.10, 2.5, 0.25};

  /** Pitch tells most (Terken 1991), length least: word times are those of a recognizer. */
  static final double[] WEIGHTS = {0.5, 0.3, 0.2};

  /** What one measure alone may count. */
  static final double LOWEST = -3;

  static final double HIGHEST = 4;

  /** What a function word must stand out by more. */
  static final double FUNCTION_WORD = 1;

  /** How far a word stands out that is told as stressed, and by how much more than any other. */
  static final double THRESHOLD = 1.4;

  static final double AHEAD = 0.4;

  /** Letters that a word is long by without having them: short words last longer for a letter. */
  private static final int LETTERS_MORE = 2;

  private static final int PITCH = 0;
  private static final int LEVEL = 1;
  private static final int LENGTH = 2;

  /**
   * @param words in order, on the time of the curves
   * @param language primary subtag
   * @return for each word whether it stands out; at most one does
   */
  public boolean[] emphasized(List<TimedWord> words, VoiceCurves curves, String language) {
    boolean[] found = new boolean[words.size()];
    double[] scores = scores(words, curves, language);
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < scores.length; i++) {
      found[i] =
          scores[i] > THRESHOLD
              && scores[i] == sorted[sorted.length - 1]
              && scores[i] - sorted[sorted.length - 2] > AHEAD;
    }
    return found;
  }

  /**
   * How far each word stands out, in standard deviations of the others; negative infinity for one
   * of whose pitch nothing is known. None where there are too few words, or no melody.
   */
  public double[] scores(List<TimedWord> words, VoiceCurves curves, String language) {
    Points points = Points.of(curves);
    if (words.size() < FEWEST_WORDS || points.voiced.length < FEWEST_VOICED) {
      return new double[0];
    }
    double[][] measures = new double[3][words.size()];
    for (int i = 0; i < words.size(); i++) {
      TimedWord word = words.get(i);
      int[] own = points.of(word);
      boolean isHeard = own.length >= FEWEST_POINTS;
      measures[PITCH][i] = isHeard ? peak(points.pitch, own) : Double.NaN;
      measures[LEVEL][i] = isHeard ? peak(points.levels, own) : Double.NaN;
      measures[LENGTH][i] = lnMillisPerLetter(word, points.stepMillis);
    }
    double[] scores = new double[words.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          Double.isNaN(measures[PITCH][i])
              ? Double.NEGATIVE_INFINITY
              : score(measures, i)
                  - (FunctionWords.isOne(bare(words.get(i).text()), language) ? FUNCTION_WORD : 0);
    }
    return scores;
  }

  private static double score(double[][] measures, int word) {
    double score = 0;
    int last = measures[LENGTH].length - 1;
    for (int measure = 0; measure < measures.length; measure++) {
      // The last word of an utterance is drawn out without being stressed.
      int end = measure == LENGTH ? last : last + 1;
      double standsOut = standsOut(measures[measure], word, end, LEAST_SPREAD[measure]);
      boolean isDrawnOut = measure == LENGTH && word == last && standsOut > 0;
      score += isDrawnOut ? 0 : WEIGHTS[measure] * Math.max(LOWEST, Math.min(HIGHEST, standsOut));
    }
    return score;
  }

  /** Standard deviations of the others between a value and their mean; 0 when there are too few. */
  private static double standsOut(double[] values, int word, int end, double leastSpread) {
    double[] others =
        IntStream.range(0, end)
            .filter(i -> i != word)
            .mapToDouble(i -> values[i])
            .filter(value -> !Double.isNaN(value))
            .toArray();
    if (others.length < FEWEST_OTHERS) {
      return 0;
    }
    double mean = Arrays.stream(others).average().orElseThrow();
    double variance =
        Arrays.stream(others).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
    return (values[word] - mean) / Math.max(leastSpread, Math.sqrt(variance));
  }

  /** Between the two nearest, as by linear interpolation. */
  private static double peak(double[] values, int[] at) {
    double[] own = Arrays.stream(at).mapToDouble(i -> values[i]).sorted().toArray();
    double place = PEAK * (own.length - 1);
    int below = (int) place;
    int above = Math.min(own.length - 1, below + 1);
    return own[below] + (place - below) * (own[above] - own[below]);
  }

  private static double lnMillisPerLetter(TimedWord word, int stepMillis) {
    long letters = word.text().codePoints().filter(Character::isLetter).count();
    long millis = Math.max(2L * stepMillis, word.endMillis() - word.startMillis());
    return Math.log((double) millis / (letters + LETTERS_MORE));
  }

  private static String bare(String word) {
    TextRange bare = new TextRange(0, word.length()).bare(word);
    return word.substring(bare.start(), bare.end());
  }

  /** Curves without their fall; pitch only counts where it is believed. */
  private record Points(double[] pitch, double[] levels, int[] voiced, int stepMillis) {

    static Points of(VoiceCurves curves) {
      float[] pitch = curves.lnPitch();
      double[] known =
          IntStream.range(0, pitch.length)
              .mapToDouble(i -> pitch[i])
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      double median = known.length == 0 ? Double.NaN : known[known.length / 2];
      int[] voiced =
          IntStream.range(0, pitch.length)
              .filter(i -> Math.abs(pitch[i] - median) < OCTAVE_GUARD)
              .toArray();
      return new Points(
          withoutFall(pitch, voiced),
          withoutFall(curves.levels(), voiced),
          voiced,
          curves.stepMillis());
    }

    int[] of(TimedWord word) {
      double from = Math.floor((double) (word.startMillis() + PEAK_DELAY_MILLIS) / stepMillis);
      double to = Math.ceil((double) (word.endMillis() + PEAK_DELAY_MILLIS) / stepMillis);
      return Arrays.stream(voiced).filter(i -> i >= from && i < to).toArray();
    }

    /** The regression line over the voiced points is taken off, unless it rises (declination). */
    private static double[] withoutFall(float[] values, int[] voiced) {
      double meanAt = Arrays.stream(voiced).average().orElse(0);
      double mean = Arrays.stream(voiced).mapToDouble(i -> values[i]).average().orElse(0);
      double products =
          Arrays.stream(voiced).mapToDouble(i -> (i - meanAt) * (values[i] - mean)).sum();
      double squares = Arrays.stream(voiced).mapToDouble(i -> (i - meanAt) * (i - meanAt)).sum();
      double slope = squares == 0 ? 0 : Math.min(0, products / squares);
      return IntStream.range(0, values.length).mapToDouble(i -> values[i] - slope * i).toArray();
    }
  }
}
