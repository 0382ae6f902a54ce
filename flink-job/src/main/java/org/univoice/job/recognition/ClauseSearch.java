package org.univoice.job.recognition;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.univoice.job.call.KeyedCall.Settled;
import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.recognition.SpeechAnswer.Clause;
import org.univoice.job.segmentation.SpeechSegment;

/**
 * Finds what may leave a segment that goes on. The policy is in docs/policies/clauses.md.
 *
 * @param partialMillis new speech between two partials, as segmentation cuts them
 */
record ClauseSearch(
    ClauseRule rule, long partialMillis, SpeechQuestions questions, Transcription transcription)
    implements Serializable {

  /** A number that is said across a cut would be hidden in neither part. */
  boolean looksIn(SpeechSegment segment) {
    return !segment.options().redactsPersonalData() && rule.looksIn(segment.ref(), partialMillis);
  }

  ModelCall<SpeechAnswer> ask(SpeechSegment segment, SpokenLanguage expected) {
    return new ClauseCall(
        questions.partial(segment, segment.pcmStartMillis(), expected, true),
        words -> clauseIn(segment, words),
        clause -> questions.whole(segment.until(clause.cut().atMillis()), expected));
  }

  private Clause clauseIn(SpeechSegment segment, Recognition heard) {
    if (transcription.isPhantom(heard, segment)) {
      return null;
    }
    long fromMillis = segment.pcmStartMillis();
    for (var found : rule.complete(heard.words(), LanguageTag.primary(heard.language()))) {
      var cut =
          ClauseCut.between(
              segment, fromMillis + found.fromMillis(), fromMillis + found.toMillis());
      if (cut != null) {
        return new Clause(found.words(), cut, found.end() == ClauseRule.End.SENTENCE, null);
      }
    }
    return null;
  }

  /** What cannot be made out by itself is left to the segment's end. */
  boolean isHeard(SpeechSegment segment, Clause clause) {
    return clause != null
        && clause.answer() != null
        && !clause.answer().words().text().isBlank()
        && !transcription.isPhantom(clause.answer().words(), segment);
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
    var cut = clause.cut();
    String[] words = heard.tokens();
    String[] rest = Arrays.copyOfRange(words, clause.words(), words.length);
    String[] stable = before.stableWords();
    int inClause = Math.min(stable.length, clause.words());
    var next =
        PartialMemory.of(
            cut.atMillis(),
            Arrays.copyOfRange(stable, inClause, stable.length),
            rest,
            LanguageTag.primary(heard.language()));
    var said = said(segment, before, clause);
    return new Settled<>(
        memory.withPartial(next).withCut(cut),
        rest.length == 0
            ? List.of(said)
            : List.of(said, transcription.partial(segment.from(cut.atMillis()), heard, next)));
  }

  private RecognizedSegment said(SpeechSegment segment, PartialMemory before, Clause clause) {
    String[] stable = before.stableIn(clause.answer().words());
    int inClause = Math.min(stable.length, clause.words());
    return transcription
        .recognized(
            segment.until(clause.cut().atMillis()),
            Arrays.copyOf(stable, inClause),
            clause.answer())
        .goingOn(!clause.isSentence());
  }
}
