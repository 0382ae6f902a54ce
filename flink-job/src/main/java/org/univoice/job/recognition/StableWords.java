package org.univoice.job.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.job.recognition.Recognizer.Recognition;

/**
 * Words that were shown as stable, which what is said for good must begin with. Marks and capitals
 * are not words: they are as the better recognition has them.
 */
final class StableWords {

  private StableWords() {}

  /**
   * The recognition with these words at its beginning: they are aligned to its words by least edit
   * distance (Levenshtein), take the times of those they stand for, and replace what differs.
   */
  static Recognition keep(String[] stable, Recognition heard) {
    if (stable.length == 0) {
      return heard;
    }
    RecognizedWord[] words = heard.words();
    boolean hasTimes = words.length > 0;
    String[] tokens =
        hasTimes
            ? Arrays.stream(words).map(word -> word.text().strip()).toArray(String[]::new)
            : heard.text().isBlank() ? new String[0] : heard.text().strip().split("\\s+");
    int[] places = align(stable, tokens);
    List<String> text = new ArrayList<>();
    List<RecognizedWord> timed = new ArrayList<>();
    long reachedMillis = hasTimes ? words[0].startMillis() : 0;
    for (int i = 0; i < stable.length; i++) {
      boolean isThere = places[i] >= 0;
      boolean isSame = isThere && isSame(stable[i], tokens[places[i]]);
      String said = isSame ? tokens[places[i]] : stable[i];
      text.add(said);
      if (hasTimes && isThere) {
        RecognizedWord at = words[places[i]];
        timed.add(new RecognizedWord(said, at.startMillis(), at.endMillis(), at.confidence()));
        reachedMillis = at.endMillis();
      } else if (hasTimes) {
        timed.add(new RecognizedWord(said, reachedMillis, reachedMillis, heard.confidence()));
      }
    }
    for (int i = places[stable.length]; i < tokens.length; i++) {
      text.add(tokens[i]);
      if (hasTimes) {
        timed.add(words[i]);
      }
    }
    return heard.with(String.join(" ", text), timed.toArray(RecognizedWord[]::new));
  }

  /**
   * For each stable word the place of the word that it stands for, or -1 where there is none; and
   * last the place from which words follow that were not stable.
   */
  private static int[] align(String[] stable, String[] tokens) {
    int[][] distances = new int[stable.length + 1][tokens.length + 1];
    for (int i = 0; i <= stable.length; i++) {
      for (int j = 0; j <= tokens.length; j++) {
        if (i == 0 || j == 0) {
          distances[i][j] = i + j;
        } else {
          int replaced = distances[i - 1][j - 1] + (isSame(stable[i - 1], tokens[j - 1]) ? 0 : 1);
          int skipped = 1 + Math.min(distances[i - 1][j], distances[i][j - 1]);
          distances[i][j] = Math.min(replaced, skipped);
        }
      }
    }
    int[] places = new int[stable.length + 1];
    int j = end(distances[stable.length], stable.length);
    places[stable.length] = j;
    int i = stable.length;
    while (i > 0) {
      int replaced =
          j == 0
              ? Integer.MAX_VALUE
              : distances[i - 1][j - 1] + (isSame(stable[i - 1], tokens[j - 1]) ? 0 : 1);
      if (distances[i][j] == replaced) {
        places[--i] = --j;
      } else if (j > 0 && distances[i][j] == distances[i][j - 1] + 1) {
        j--;
      } else {
        places[--i] = -1;
      }
    }
    return places;
  }

  /** The prefix that is nearest to the stable words, and among those the one of their length. */
  private static int end(int[] distances, int length) {
    int best = 0;
    for (int i = 1; i < distances.length; i++) {
      boolean isNearer = Math.abs(i - length) < Math.abs(best - length);
      if (distances[i] < distances[best] || distances[i] == distances[best] && isNearer) {
        best = i;
      }
    }
    return best;
  }

  private static boolean isSame(String one, String other) {
    return PartialMemory.bare(one).equals(PartialMemory.bare(other));
  }
}
