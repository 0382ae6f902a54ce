package org.univoice.job.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.univoice.job.emphasis.TextRange;

/** Which words stand out in what is spoken of a translation, from which fillers were left out. */
final class SpokenEmphasis {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}'’-]+");

  private SpokenEmphasis() {}

  /**
   * @param spoken the translation without some of its words, none changed but in its first letter's
   *     case
   * @param emphasis stretches of the translation
   * @return stretches of what is spoken; a word that was left out has none
   */
  static List<TextRange> in(String spoken, String translation, TextRange[] emphasis) {
    if (emphasis.length == 0 || spoken.equals(translation)) {
      return List.of(emphasis);
    }
    List<TextRange> found = new ArrayList<>();
    List<MatchResult> left = WORD.matcher(spoken).results().toList();
    int at = left.size() - 1;
    List<MatchResult> all = WORD.matcher(translation).results().toList();
    // From the end: of a word that was said twice the first is left out.
    for (int i = all.size() - 1; i >= 0 && at >= 0; i--) {
      MatchResult word = all.get(i);
      if (!isSame(word, left.get(at))) {
        continue;
      }
      for (TextRange one : emphasis) {
        if (one.overlaps(word.start(), word.end())) {
          found.add(0, new TextRange(left.get(at).start(), left.get(at).end()));
          break;
        }
      }
      at--;
    }
    return found;
  }

  private static boolean isSame(MatchResult one, MatchResult other) {
    return one.group().toLowerCase(Locale.ROOT).equals(other.group().toLowerCase(Locale.ROOT));
  }
}
