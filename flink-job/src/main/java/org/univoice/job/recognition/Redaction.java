package org.univoice.job.recognition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.univoice.job.stream.RecognitionOptions;

/**
 * Leaves out of a text what its session does not want to see, hear or keep. It comes right after
 * recognition: what is left out is never shown, translated, stored or spoken.
 */
final class Redaction {

  /** Read as a pause by translators and voices, and seen as an omission by people. */
  static final String MARK = "…";

  private final RecognitionOptions options;

  Redaction(RecognitionOptions options) {
    this.options = options;
  }

  /** A text that is complete. */
  String text(String text, String language) {
    return marked(text, spans(text, language, false));
  }

  /** A text that goes on: what may become personal is left out already. */
  String partial(String text, String language) {
    return marked(text, spans(text, language, true));
  }

  /**
   * @param text of which they are the words, in order
   */
  RecognizedWord[] words(RecognizedWord[] words, String text, String language) {
    List<Span> hidden = spans(text, language, false);
    RecognizedWord[] kept = words.clone();
    int at = 0;
    for (int i = 0; i < kept.length; i++) {
      String word = kept[i].text().strip();
      int found = text.indexOf(word, at);
      if (found < 0) {
        // A word that is not in the text is judged by itself.
        kept[i] = kept[i].saying(marked(word, spans(word, language, false)));
        continue;
      }
      at = found + word.length();
      int from = found;
      int to = at;
      if (hidden.stream().anyMatch(span -> span.overlaps(from, to))) {
        kept[i] = kept[i].saying(MARK);
      }
    }
    return kept;
  }

  private List<Span> spans(String text, String language, boolean isOpen) {
    List<Span> spans = new ArrayList<>();
    if (options.masksProfanity()) {
      spans.addAll(Profanity.in(text, language));
    }
    if (options.redactsPersonalData()) {
      spans.addAll(PersonalData.in(text, isOpen));
    }
    spans.sort(Comparator.comparingInt(Span::from));
    return spans;
  }

  private static String marked(String text, List<Span> spans) {
    var kept = new StringBuilder();
    int at = 0;
    for (Span span : spans) {
      if (span.from() >= at) {
        kept.append(text, at, span.from()).append(MARK);
      }
      at = Math.max(at, span.to());
    }
    return kept.append(text.substring(at)).toString();
  }
}
