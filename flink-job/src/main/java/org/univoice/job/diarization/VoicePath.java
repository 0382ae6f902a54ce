package org.univoice.job.diarization;

/**
 * Who speaks in each window, given how much speaks for everybody in each: the most probable path
 * through a hidden Markov model whose states are the speakers, by Viterbi's algorithm (Rabiner,
 * <em>A tutorial on hidden Markov models</em>, 1989; for turns of speakers Landini et al.,
 * <em>Bayesian HMM clustering of x-vector sequences</em>, 2022).
 */
final class VoicePath {

  private VoicePath() {}

  /**
   * @param evidence log-odds of each window for each speaker; minus infinity for who cannot be
   * @param before log-odds of each speaker to begin
   * @param change against another speaker in the next window
   * @return a speaker for each window
   */
  static int[] through(float[][] evidence, float[] before, float change) {
    int[][] from = new int[evidence.length][before.length];
    float[] score = before.clone();
    for (int window = 0; window < evidence.length; window++) {
      int best = best(score);
      float[] next = new float[score.length];
      for (int speaker = 0; speaker < score.length; speaker++) {
        boolean changes = window > 0 && score[best] - change > score[speaker];
        from[window][speaker] = changes ? best : speaker;
        next[speaker] =
            (changes ? score[best] - change : score[speaker]) + evidence[window][speaker];
      }
      score = next;
    }
    int[] path = new int[evidence.length];
    int speaker = best(score);
    for (int window = evidence.length - 1; window >= 0; window--) {
      path[window] = speaker;
      speaker = from[window][speaker];
    }
    return path;
  }

  private static int best(float[] score) {
    int best = 0;
    for (int i = 1; i < score.length; i++) {
      best = score[i] > score[best] ? i : best;
    }
    return best;
  }
}
