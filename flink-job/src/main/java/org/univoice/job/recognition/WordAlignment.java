package org.univoice.job.recognition;

import java.util.Arrays;

/**
 * Which words of a hypothesis say known words again: those of the prefix with the least word edit
 * distance (Levenshtein) to them, so that a word heard more or less shifts nothing. Marks and
 * capitals do not count.
 */
final class WordAlignment {

  private final String[] known;
  private final String[] hypothesis;
  private final int[][] distances;

  WordAlignment(String[] known, String[] hypothesis) {
    this.known = bare(known);
    this.hypothesis = bare(hypothesis);
    this.distances = new int[known.length + 1][hypothesis.length + 1];
    for (int i = 0; i <= known.length; i++) {
      for (int j = 0; j <= hypothesis.length; j++) {
        distances[i][j] =
            i == 0 || j == 0
                ? i + j
                : Math.min(replaced(i, j), 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
      }
    }
  }

  /** How many words the prefix has; of equally near ones the one nearest to the known length. */
  int end() {
    int[] last = distances[known.length];
    int best = 0;
    for (int i = 1; i < last.length; i++) {
      boolean isNearer = Math.abs(i - known.length) < Math.abs(best - known.length);
      if (last[i] < last[best] || (last[i] == last[best] && isNearer)) {
        best = i;
      }
    }
    return best;
  }

  /** For each known word the place of the word that says it again, or -1 where none does. */
  int[] places() {
    int[] places = new int[known.length];
    int i = known.length;
    int j = end();
    while (i > 0) {
      if (j > 0 && distances[i][j] == replaced(i, j)) {
        places[--i] = --j;
      } else if (j > 0 && distances[i][j] == distances[i][j - 1] + 1) {
        j--;
      } else {
        places[--i] = -1;
      }
    }
    return places;
  }

  /** The distance when the last two words stand for each other. */
  private int replaced(int i, int j) {
    return distances[i - 1][j - 1] + (known[i - 1].equals(hypothesis[j - 1]) ? 0 : 1);
  }

  private static String[] bare(String[] words) {
    return Arrays.stream(words).map(PartialMemory::bare).toArray(String[]::new);
  }

  static boolean isSame(String one, String other) {
    return PartialMemory.bare(one).equals(PartialMemory.bare(other));
  }
}
