package org.univoice.job.recognition;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.univoice.job.segmentation.SegmentRef;

/**
 * Where speech that goes on may be cut, so that it is translated and spoken before the pause. A
 * sentence's end is taken early; a comma, a breath or a conjunction only once there is enough to
 * make sense of: cut clauses lose context, and short ones lose most.
 *
 * @param checkMillis of a segment's speech, after which a partial looks for a clause
 * @param sentenceMillis shortest speech that ends with a full stop
 * @param sentenceWords fewest words of it
 * @param clauseMillis shortest speech that ends with a comma or a breath
 * @param clauseWords fewest words of it
 * @param conjunctionMillis shortest speech that ends before a conjunction
 * @param conjunctionWords fewest words of it
 * @param breathMillis gap between two words that counts as a breath
 * @param wordsAfter words that must be heard after the end: what comes last may yet change
 * @param millisAfter speech that must be heard after the end
 */
public record ClauseRule(
    long checkMillis,
    long sentenceMillis,
    int sentenceWords,
    long clauseMillis,
    int clauseWords,
    long conjunctionMillis,
    int conjunctionWords,
    long breathMillis,
    int wordsAfter,
    long millisAfter)
    implements Serializable {

  private static final String SENTENCE_ENDS = ".!?…。？！";
  private static final String CLAUSE_ENDS = ",;:—、，；：";

  /** Coordinating and subordinating conjunctions that begin a clause of their own. */
  private static final Map<String, Set<String>> CONJUNCTIONS =
      Map.of(
          "en", Set.of("and", "but", "because", "so", "although", "while", "which", "when"),
          "pt", Set.of("e", "mas", "porque", "embora", "enquanto", "quando", "então"),
          "es", Set.of("y", "pero", "porque", "aunque", "mientras", "cuando", "entonces"),
          "fr", Set.of("et", "mais", "parce", "quoique", "pendant", "quand", "donc"));

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "sr.", "sra.", "dra.", "srta.", "mme.",
          "no.", "vs.", "etc.");

  /** How sure an end is that nothing after it belongs to what is before it. */
  public enum End {
    /** The sentence is over. */
    SENTENCE,
    /** Another language follows. */
    LANGUAGE,
    /** The sentence goes on: in some languages its verb may be yet to come. */
    CLAUSE
  }

  /**
   * @param words how many words it has
   * @param fromMillis end of its last word, in the audio that was asked about
   * @param toMillis start of the next word
   */
  public record Clause(int words, long fromMillis, long toMillis, End end) {}

  /** The reasons are in docs/policies/clauses.md. */
  public static ClauseRule standard() {
    return new ClauseRule(1_500, 1_200, 3, 2_500, 6, 4_000, 10, 200, 3, 500);
  }

  /** Speech is never cut before its pause. */
  public static ClauseRule never() {
    long never = Long.MAX_VALUE;
    return new ClauseRule(never, never, 1, never, 1, never, 1, never, 1, 0);
  }

  /**
   * Whether a partial looks for a clause. Which ones do depends on the speech alone, never on load
   * or on what else was answered: after a restart the same speech must be cut in the same places,
   * or what was delivered before would not be recognised.
   *
   * @param everyMillis how much new speech there is between two partials
   */
  boolean looksIn(SegmentRef partial, long everyMillis) {
    long spokenMillis = partial.endMillis() - partial.wholeStartMillis();
    return !cutsNothing()
        && spokenMillis >= checkMillis
        && spokenMillis % checkMillis < everyMillis;
  }

  boolean cutsNothing() {
    return checkMillis == Long.MAX_VALUE;
  }

  /** Up to where the last partial had heard a segment that looked for a clause in it. */
  long lookedUntil(SegmentRef segment) {
    long spokenMillis = segment.endMillis() - segment.wholeStartMillis();
    return segment.wholeStartMillis() + spokenMillis / checkMillis * checkMillis;
  }

  /**
   * Every beginning that is complete, the longest first.
   *
   * @param heard words with times
   * @param language primary subtag
   */
  List<Clause> complete(RecognizedWord[] heard, String language) {
    List<Clause> clauses = new ArrayList<>();
    for (int last = heard.length - wordsAfter - 1; last >= 0; last--) {
      long afterMillis = heard[heard.length - 1].endMillis() - heard[last].endMillis();
      End end = afterMillis < millisAfter ? null : endAt(last, heard, language);
      if (end != null) {
        clauses.add(
            new Clause(last + 1, heard[last].endMillis(), heard[last + 1].startMillis(), end));
      }
    }
    return clauses;
  }

  private End endAt(int last, RecognizedWord[] heard, String language) {
    RecognizedWord word = heard[last];
    long millis = word.endMillis() - heard[0].startMillis();
    int words = last + 1;
    if (endsWith(word.text(), SENTENCE_ENDS) && !isAbbreviation(word.text())) {
      return millis >= sentenceMillis && words >= sentenceWords ? End.SENTENCE : null;
    }
    boolean isMarked =
        endsWith(word.text(), CLAUSE_ENDS)
            || heard[last + 1].startMillis() - word.endMillis() >= breathMillis;
    if (isMarked && millis >= clauseMillis && words >= clauseWords) {
      return End.CLAUSE;
    }
    boolean isConjunction =
        CONJUNCTIONS
            .getOrDefault(language, Set.of())
            .contains(heard[last + 1].text().strip().toLowerCase(Locale.ROOT));
    return isConjunction && millis >= conjunctionMillis && words >= conjunctionWords
        ? End.CLAUSE
        : null;
  }

  /** "Mr.", "J.", "e.g.": the sentence goes on. */
  private static boolean isAbbreviation(String word) {
    String bare = word.strip().toLowerCase(Locale.ROOT);
    boolean isInitial =
        bare.length() == 2 && bare.endsWith(".") && Character.isLetter(bare.charAt(0));
    return isInitial || bare.matches("(\\p{L}\\.){2,}") || ABBREVIATIONS.contains(bare);
  }

  private static boolean endsWith(String word, String marks) {
    String bare = word.strip();
    return !bare.isEmpty() && marks.indexOf(bare.charAt(bare.length() - 1)) >= 0;
  }
}
