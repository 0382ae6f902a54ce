package org.univoice.job.recognition;

import java.util.ArrayList;
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
    String[] tokens = heard.tokens();
    var alignment = new WordAlignment(stable, tokens);
    int[] places = alignment.places();
    List<String> text = new ArrayList<>();
    List<RecognizedWord> timed = new ArrayList<>();
    long reachedMillis = hasTimes ? words[0].startMillis() : 0;
    for (int i = 0; i < stable.length; i++) {
      boolean isThere = places[i] >= 0;
      boolean isSame = isThere && WordAlignment.isSame(stable[i], tokens[places[i]]);
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
    for (int i = alignment.end(); i < tokens.length; i++) {
      text.add(tokens[i]);
      if (hasTimes) {
        timed.add(words[i]);
      }
    }
    return heard.with(String.join(" ", text), timed.toArray(RecognizedWord[]::new));
  }
}
