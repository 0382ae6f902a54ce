package org.univoice.job.recognition;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.KeyedCall;
import org.univoice.job.call.SideCalls;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SpeechSegment;
import org.univoice.log.LogFields;

/**
 * Turns segments into words; keyed by track. Partials are quick and only ever grow; candidates and
 * finals are asked for words, gist and voiceprint at once. The policy is in
 * docs/policies/recognition.md.
 */
public final class SpeechRecognition
    implements KeyedCall<SpeechSegment, RecognitionMemory, SpeechAnswer, RecognizedSegment> {

  /** What the recognizer takes at least. */
  private static final long SHORTEST_AUDIO_MILLIS = 100;

  private final RecognitionConfig config;
  private final SpeechQuestions questions;
  private final Transcription transcription;
  private final ClauseSearch clauses;
  private final LanguageSearch languages;

  public SpeechRecognition(
      RecognitionConfig config,
      Recognizer recognizer,
      VoiceprintExtractor voiceprints,
      GistNeeds gistNeeds,
      SideCalls sideCalls,
      Clock clock) {
    this.config = config;
    this.questions = new SpeechQuestions(config, recognizer, voiceprints, gistNeeds, sideCalls);
    this.transcription = new Transcription(config.phantoms(), clock);
    this.clauses =
        new ClauseSearch(config.clauses(), config.partialMillis(), questions, transcription);
    this.languages = new LanguageSearch(config.clauses(), questions, transcription);
  }

  @Override
  public void open() {
    questions.open();
  }

  @Override
  public void close() throws Exception {
    questions.close();
  }

  @Override
  public Plan<RecognitionMemory, SpeechAnswer, RecognizedSegment> plan(
      SpeechSegment heard, RecognitionMemory remembered, CallLoad load) {
    var memory = orNothing(remembered);
    var segment = ClauseCut.rest(memory.cut(), heard);
    return switch (segment.ref().kind()) {
      case PARTIAL ->
          config.speculation().skipsPartials(load) && !clauses.looksIn(segment)
              ? new Pass<>(memory, List.of())
              : askForPartial(segment, context(memory, heard), memory);
      case CANDIDATE ->
          config.speculation().holdsCandidates(load) || languages.mayCut(segment)
              ? new Pass<>(memory.holding(heard), List.of())
              : askForAll(segment, context(memory, heard), memory);
      case FINAL -> askForAll(segment, context(memory, heard), memory);
      case CONFIRMED ->
          memory.holds(segment)
              ? askForAll(
                  ClauseCut.rest(memory.cut(), memory.held()),
                  context(memory, memory.held()),
                  memory)
              : new Pass<>(memory.afterSegment(), List.of(Transcription.marker(segment)));
      case WITHDRAWN -> new Pass<>(memory.holding(null), List.of(Transcription.marker(segment)));
      case TRACK_ENDED -> new Pass<>(null, List.of(Transcription.marker(segment)));
    };
  }

  @Override
  public Settled<RecognitionMemory, RecognizedSegment> onAnswer(
      SpeechSegment heard, RecognitionMemory remembered, SpeechAnswer answer, int index) {
    var memory = orNothing(remembered);
    var segment = ClauseCut.rest(memory.cut(), heard);
    return switch (segment.ref().kind()) {
      case PARTIAL -> onPartial(segment, memory, answer);
      case CANDIDATE -> onWhole(segment, memory, answer);
      case CONFIRMED -> {
        var whole = onWhole(ClauseCut.rest(memory.cut(), memory.held()), memory, answer);
        var outputs = new ArrayList<>(whole.outputs());
        outputs.add(Transcription.marker(segment));
        yield new Settled<>(whole.memory().afterSegment(), outputs);
      }
      default -> {
        var whole = onWhole(segment, memory, answer);
        yield new Settled<>(whole.memory().afterSegment(), whole.outputs());
      }
    };
  }

  @Override
  public Settled<RecognitionMemory, RecognizedSegment> onEnd(
      SpeechSegment heard, RecognitionMemory remembered, CallEnd end) {
    var memory = orNothing(remembered);
    var segment = ClauseCut.rest(memory.cut(), heard);
    if (end.answers() > 0 || end.isSuperseded() || segment.ref().kind() == SegmentKind.PARTIAL) {
      return new Settled<>(memory, List.of());
    }
    String failure = end.reason() + (end.detail().isEmpty() ? "" : ": " + end.detail());
    return segment.ref().kind() == SegmentKind.CONFIRMED && memory.holds(segment)
        ? new Settled<>(
            memory.afterSegment(),
            List.of(
                transcription.failed(ClauseCut.rest(memory.cut(), memory.held()), failure),
                Transcription.marker(segment)))
        : new Settled<>(memory, List.of(transcription.failed(segment, failure)));
  }

  @Override
  public LogFields logFields(SpeechSegment segment) {
    return segment.ref().logFields();
  }

  /** Words that are about to be said again in better quality, or that were withdrawn. */
  @Override
  public boolean supersedes(SpeechSegment newer, SpeechSegment older) {
    boolean isSame = newer.ref().isSameSegment(older.ref());
    return switch (older.ref().kind()) {
      case PARTIAL ->
          newer.ref().kind() != SegmentKind.PARTIAL
              && !isVerdictOf(newer, older)
              && !clauses.looksIn(older);
      case CANDIDATE ->
          isSame
              && (newer.ref().kind() == SegmentKind.FINAL
                  || newer.ref().kind() == SegmentKind.WITHDRAWN);
      default -> false;
    };
  }

  /** A partial that is under way is left to answer: under load none ever would otherwise. */
  @Override
  public boolean replacesWaiting(SpeechSegment newer, SpeechSegment older) {
    return older.ref().kind() == SegmentKind.PARTIAL
        && newer.ref().kind() == SegmentKind.PARTIAL
        && !clauses.looksIn(older);
  }

  private static boolean isVerdictOf(SpeechSegment newer, SpeechSegment older) {
    boolean isWithdrawal = newer.ref().kind() == SegmentKind.WITHDRAWN;
    return isWithdrawal && newer.ref().isSameSegment(older.ref());
  }

  private Plan<RecognitionMemory, SpeechAnswer, RecognizedSegment> askForPartial(
      SpeechSegment segment, LeftContext context, RecognitionMemory memory) {
    if (SpeechQuestions.audioMillis(segment) < SHORTEST_AUDIO_MILLIS) {
      return new Pass<>(memory, List.of());
    }
    var expected = memory.expected();
    if (clauses.looksIn(segment)) {
      return new Ask<>(
          languages.partial(segment, expected, () -> clauses.ask(segment, context, expected)),
          false);
    }
    long fromMillis = partialOf(segment, memory).windowFromMillis();
    return new Ask<>(questions.partial(segment, fromMillis, expected, false), false);
  }

  private Plan<RecognitionMemory, SpeechAnswer, RecognizedSegment> askForAll(
      SpeechSegment segment, LeftContext context, RecognitionMemory memory) {
    if (SpeechQuestions.audioMillis(segment) >= SHORTEST_AUDIO_MILLIS) {
      return new Ask<>(
          languages.whole(
              segment,
              memory.expected(),
              () -> questions.whole(segment, context, memory.expected())));
    }
    var nothing =
        recognized(segment, memory, new SpeechAnswer(Transcription.NOTHING_HEARD, null, null));
    boolean isOver = segment.ref().kind() == SegmentKind.FINAL;
    return new Pass<>(isOver ? memory.afterSegment() : memory, List.of(nothing));
  }

  private Settled<RecognitionMemory, RecognizedSegment> onPartial(
      SpeechSegment segment, RecognitionMemory memory, SpeechAnswer answer) {
    var heard = answer.words();
    var before = partialOf(segment, memory);
    if (transcription.isPhantom(heard, segment)) {
      return new Settled<>(memory.withPartial(before), List.of());
    }
    if (clauses.isHeard(segment, answer.clause())) {
      var clause = answer.clause();
      var said = segment.until(clause.cut().atMillis());
      return clauses.leave(segment, before, learned(memory, said, clause.answer().words()), answer);
    }
    boolean isOfAll = clauses.looksIn(segment);
    if (isOfAll && before.wordsBefore() > 0) {
      return new Settled<>(memory, List.of());
    }
    String[] tokens = heard.tokens();
    var after =
        before
            .in(LanguageTag.primary(heard.language()))
            .agree(tokens)
            .sure(tokens, confidences(heard, tokens), config.stableConfidence());
    boolean hasNews = !after.heard().equals(before.heard()) || after.stable() != before.stable();
    boolean isLong = windowMillis(segment, before) > config.partialWindowMillis();
    var kept = isLong ? after.trimmed(heard.words()) : after;
    return new Settled<>(
        memory.withPartial(kept),
        hasNews ? List.of(transcription.partial(segment, heard, after)) : List.of());
  }

  /** A segment that is complete; what it begins with in another language is a part of its own. */
  private Settled<RecognitionMemory, RecognizedSegment> onWhole(
      SpeechSegment segment, RecognitionMemory memory, SpeechAnswer answer) {
    var clause = answer.clause();
    if (clause == null) {
      return new Settled<>(
          learned(memory, segment, answer.words()), List.of(recognized(segment, memory, answer)));
    }
    var said = segment.until(clause.cut().atMillis());
    var told = learned(memory, said, clause.answer().words());
    var left = clauses.leave(segment, partialOf(segment, memory), told, answer);
    var rest = segment.from(clause.cut().atMillis());
    return new Settled<>(
        learned(left.memory(), rest, answer.words()),
        List.of(left.outputs().get(0), recognized(rest, left.memory(), answer)));
  }

  private static long windowMillis(SpeechSegment segment, PartialMemory partial) {
    return segment.pcmStartMillis()
        + SpeechQuestions.audioMillis(segment)
        - partial.windowFromMillis();
  }

  /** What is not known of single words is taken of all. */
  private static float[] confidences(Recognition heard, String[] tokens) {
    var each = new float[tokens.length];
    Arrays.fill(each, heard.confidence());
    for (int i = 0; i < each.length && heard.words().length == each.length; i++) {
      each[i] = heard.words()[i].confidence();
    }
    return heard.wordConfidences().length == each.length && each.length > 0
        ? heard.wordConfidences()
        : each;
  }

  private static PartialMemory partialOf(SpeechSegment segment, RecognitionMemory memory) {
    var partial = memory.partial();
    boolean isKnown =
        partial != null && partial.segmentStartMillis() == segment.ref().startMillis();
    return isKnown
        ? partial
        : PartialMemory.of(segment.ref().startMillis(), segment.pcmStartMillis());
  }

  /** A declared language is no guess, and what nobody said is in none. */
  private RecognitionMemory learned(
      RecognitionMemory memory, SpeechSegment segment, Recognition heard) {
    return heard.text().isBlank() || transcription.isPhantom(heard, segment)
        ? memory
        : memory.hearing(
            memory.expected().heard(heard.guesses(), SpeechQuestions.audioMillis(segment)));
  }

  private RecognizedSegment recognized(
      SpeechSegment segment, RecognitionMemory memory, SpeechAnswer answer) {
    String[] stable = partialOf(segment, memory).stableIn(answer.words());
    return transcription.recognized(segment, stable, answer);
  }

  private static LeftContext context(RecognitionMemory memory, SpeechSegment heard) {
    return ClauseCut.context(memory.cut(), heard);
  }

  private static RecognitionMemory orNothing(RecognitionMemory memory) {
    return memory == null ? RecognitionMemory.NOTHING : memory;
  }
}
