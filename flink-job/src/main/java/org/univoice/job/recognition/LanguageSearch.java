package org.univoice.job.recognition;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.ClauseRule.End;
import org.univoice.job.recognition.SpeechAnswer.Clause;
import org.univoice.job.segmentation.SpeechSegment;

/**
 * Looks for a change of language inside segments of a track whose language nobody declared; what is
 * before it leaves as a clause. The policy is in docs/policies/recognition.md.
 *
 * @param rule which partials look for clauses
 */
record LanguageSearch(ClauseRule rule, SpeechQuestions questions, Transcription transcription)
    implements Serializable {

  /**
   * About a segment that goes on; the answer's words are those after the change.
   *
   * @param otherwise what to ask where the language stays
   */
  ModelCall<SpeechAnswer> partial(
      SpeechSegment segment, SpokenLanguage expected, Supplier<ModelCall<SpeechAnswer>> otherwise) {
    var ask = otherwise;
    for (var change : changesIn(segment)) {
      var next = ask;
      ask = () -> about(segment, change, expected, null, next);
    }
    return ask.get();
  }

  /**
   * About a segment that is complete, where no partial could tell yet; the answer is then about
   * what is after the change.
   *
   * @param otherwise what to ask where the language stays
   */
  ModelCall<SpeechAnswer> whole(
      SpeechSegment segment, SpokenLanguage expected, Supplier<ModelCall<SpeechAnswer>> otherwise) {
    var ask = otherwise;
    for (var change : changesIn(segment)) {
      if (isNew(change, segment)) {
        var next = ask;
        ask = () -> about(segment, change, expected, after(segment, change, expected), next);
      }
    }
    return ask.get();
  }

  /**
   * Whether its end may be cut: then it is not asked about before it is known to be the end, for
   * what is cut is final, and what is withdrawn under load or answered too late would be cut
   * elsewhere after a restart.
   */
  boolean mayCut(SpeechSegment segment) {
    return changesIn(segment).stream().anyMatch(change -> isNew(change, segment));
  }

  /** Also the partial before the last that looked: one that came late looked in nothing. */
  private boolean isNew(LanguageChange change, SpeechSegment segment) {
    return !change.couldBeHeard(rule.lookedUntil(segment.ref()) - rule.checkMillis());
  }

  private Function<SpeechAnswer, ModelCall<SpeechAnswer>> after(
      SpeechSegment segment, LanguageChange change, SpokenLanguage expected) {
    long beforeMillis = SpeechQuestions.audioMillis(change.before(segment));
    return said ->
        questions.whole(
            change.after(segment),
            LeftContext.NONE,
            expected.heard(said.words().guesses(), beforeMillis));
  }

  private List<LanguageChange> changesIn(SpeechSegment segment) {
    boolean isDeclared = !LanguageTag.primary(segment.language()).isEmpty();
    boolean isHidden = segment.options().redactsPersonalData();
    return isDeclared || isHidden || rule.cutsNothing()
        ? List.of()
        : LanguageChange.possibleIn(segment);
  }

  private ModelCall<SpeechAnswer> about(
      SpeechSegment segment,
      LanguageChange change,
      SpokenLanguage expected,
      Function<SpeechAnswer, ModelCall<SpeechAnswer>> rest,
      Supplier<ModelCall<SpeechAnswer>> otherwise) {
    var before = change.before(segment);
    return new LanguageChangeCall(
        alone(before),
        () -> alone(change.after(segment)),
        (first, second) -> change.isReal(segment, expected, first, second),
        new Clause(0, change.cut(), End.LANGUAGE, null),
        () -> questions.whole(before, LeftContext.NONE, expected),
        said -> transcription.isHeard(said.words(), before),
        rest,
        otherwise);
  }

  /** As a partial: what it sounds like, and that somebody speaks. */
  private ModelCall<SpeechAnswer> alone(SpeechSegment stretch) {
    return questions.partial(stretch, stretch.pcmStartMillis(), SpokenLanguage.UNKNOWN, false);
  }
}
