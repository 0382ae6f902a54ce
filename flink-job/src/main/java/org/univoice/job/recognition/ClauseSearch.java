package org.univoice.job.recognition;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.univoice.job.call.KeyedCall.Settled;
import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.ClauseRule.End;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.recognition.SpeechAnswer.Clause;
import org.univoice.job.segmentation.SpeechSegment;
import org.univoice.job.stream.QualityMode;

/**
 * Finds what may leave a segment that goes on. The policy is in docs/policies/clauses.md.
 *
 * @param partialMillis new speech between two partials, as segmentation cuts them
 */
record ClauseSearch(
    ClauseRule rule, long partialMillis, SpeechQuestions questions, Transcription transcription)
    implements Serializable {

  /**
   * A number that is said across a cut would be hidden in neither part. A change of language is
   * looked for by the same partials, so they look in vain where clauses are not wanted.
   */
  boolean looksIn(SpeechSegment segment) {
    boolean mayChange = LanguageTag.primary(segment.language()).isEmpty();
    return (isWanted(segment) || mayChange)
        && !segment.options().redactsPersonalData()
        && rule.looksIn(segment.ref(), partialMillis);
  }

  /** Half a sentence is translated worse than all of it. */
  private static boolean isWanted(SpeechSegment segment) {
    return segment.mode() != QualityMode.QUALITY;
  }

  /**
   * @param context what was said before it
   */
  ModelCall<SpeechAnswer> ask(SpeechSegment segment, LeftContext context, SpokenLanguage expected) {
    return new ClauseCall(
        questions.partial(segment, segment.pcmStartMillis(), expected, true),
        words -> clauseIn(segment, words),
        (words, clause) ->
            questions.clause(
                segment,
                Arrays.copyOf(words.tokens(), clause.words()),
                clause.cut(),
                context,
                expected));
  }

  private Clause clauseIn(SpeechSegment segment, Recognition heard) {
    if (!isWanted(segment) || transcription.isPhantom(heard, segment)) {
      return null;
    }
    long fromMillis = segment.pcmStartMillis();
    for (var found : rule.complete(heard.words(), LanguageTag.primary(heard.language()))) {
      var cut =
          ClauseCut.between(
              segment, fromMillis + found.fromMillis(), fromMillis + found.toMillis());
      if (cut != null) {
        return new Clause(found.words(), cut, found.end(), null);
      }
    }
    return null;
  }

  /** What cannot be made out, or not surely, is left to what follows. */
  boolean isHeard(SpeechSegment segment, Clause clause) {
    return clause != null
        && clause.answer() != null
        && transcription.isHeard(clause.answer().words(), segment)
        && (clause.end() == End.LANGUAGE
            || clause.answer().words().confidence() >= RecognizedSegment.LOW_CONFIDENCE);
  }

  /**
   * The clause leaves for good; what follows it is a part of its own from now on.
   *
   * @param before words of the segment until now
   * @param memory with what the clause has told
   */
  Settled<RecognitionMemory, RecognizedSegment> leave(
      SpeechSegment segment, PartialMemory before, RecognitionMemory memory, SpeechAnswer answer) {
    var heard = answer.words();
    var clause = answer.clause();
    var said = said(segment, before, heard.tokens(), clause);
    var cut = clause.cut().after(memory.cut(), segment, clause.answer().words().tokens());
    String[] words = heard.tokens();
    String[] rest = Arrays.copyOfRange(words, clause.words(), words.length);
    String[] stable = before.stableWords();
    int inClause = inClause(stable, words, clause);
    var next =
        PartialMemory.of(
            cut.atMillis(),
            Arrays.copyOfRange(stable, inClause, stable.length),
            rest,
            LanguageTag.primary(heard.language()));
    return new Settled<>(
        (clause.end() == End.LANGUAGE ? memory.settled() : memory).withPartial(next).withCut(cut),
        rest.length == 0
            ? List.of(said)
            : List.of(said, transcription.partial(segment.from(cut.atMillis()), heard, next)));
  }

  private RecognizedSegment said(
      SpeechSegment segment, PartialMemory before, String[] words, Clause clause) {
    String[] stable = before.stableIn(clause.answer().words());
    int inClause = inClause(stable, words, clause);
    return transcription
        .recognized(
            segment.until(clause.cut().atMillis()),
            Arrays.copyOf(stable, inClause),
            clause.answer())
        .goingOn(clause.end() == End.CLAUSE);
  }

  /** How many of the words that were shown as stable the clause has: none is said twice or lost. */
  private static int inClause(String[] stable, String[] words, Clause clause) {
    if (clause.end() == End.LANGUAGE) {
      // The words are those after it alone.
      String[] before = clause.answer().words().tokens();
      String[] all = Arrays.copyOf(before, before.length + words.length);
      System.arraycopy(words, 0, all, before.length, words.length);
      int[] in = new WordAlignment(stable, all).places();
      int first = 0;
      while (first < in.length && in[first] < before.length) {
        first++;
      }
      return first;
    }
    int[] places = new WordAlignment(stable, words).places();
    int count = 0;
    for (int i = 0; i < places.length && places[i] < clause.words(); i++) {
      count = places[i] >= 0 ? i + 1 : count;
    }
    return count;
  }
}
