package org.univoice.job.recognition;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.KeyedCall;
import org.univoice.job.call.SideCalls;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.recognition.SpeechAnswer.Clause;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
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

  private static final RecognizedWord[] NO_WORDS = {};
  private static final Recognition NOTHING_HEARD = new Recognition("", "", 0, 0, 1, NO_WORDS);

  private final RecognitionConfig config;
  private final SpeechQuestions questions;
  private final Clock clock;

  public SpeechRecognition(
      RecognitionConfig config,
      Recognizer recognizer,
      VoiceprintExtractor voiceprints,
      GistNeeds gistNeeds,
      SideCalls sideCalls,
      Clock clock) {
    this.config = config;
    this.questions = new SpeechQuestions(config, recognizer, voiceprints, gistNeeds, sideCalls);
    this.clock = clock;
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
          config.speculation().skipsPartials(load) && !looksForClause(segment)
              ? new Pass<>(memory, List.of())
              : askForPartial(segment, memory);
      case CANDIDATE ->
          config.speculation().holdsCandidates(load)
              ? new Pass<>(memory.holding(heard), List.of())
              : askForAll(segment, memory);
      case FINAL -> askForAll(segment, memory);
      case CONFIRMED ->
          memory.holds(segment)
              ? askForAll(ClauseCut.rest(memory.cut(), memory.held()), memory)
              : new Pass<>(memory.afterSegment(), List.of(marker(segment)));
      case WITHDRAWN -> new Pass<>(memory.holding(null), List.of(marker(segment)));
      case TRACK_ENDED -> new Pass<>(null, List.of(marker(segment)));
    };
  }

  @Override
  public Settled<RecognitionMemory, RecognizedSegment> onAnswer(
      SpeechSegment heard, RecognitionMemory remembered, SpeechAnswer answer, int index) {
    var memory = orNothing(remembered);
    var segment = ClauseCut.rest(memory.cut(), heard);
    return switch (segment.ref().kind()) {
      case PARTIAL -> onPartial(segment, memory, answer);
      case CANDIDATE ->
          new Settled<>(
              learned(memory, segment, answer.words()),
              List.of(recognized(segment, memory, answer)));
      case CONFIRMED -> {
        var held = ClauseCut.rest(memory.cut(), memory.held());
        yield new Settled<>(
            learned(memory, held, answer.words()).afterSegment(),
            List.of(recognized(held, memory, answer), marker(segment)));
      }
      default ->
          new Settled<>(
              learned(memory, segment, answer.words()).afterSegment(),
              List.of(recognized(segment, memory, answer)));
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
            List.of(failed(ClauseCut.rest(memory.cut(), memory.held()), failure), marker(segment)))
        : new Settled<>(memory, List.of(failed(segment, failure)));
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
              && !looksForClause(older);
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
        && !looksForClause(older);
  }

  private static boolean isVerdictOf(SpeechSegment newer, SpeechSegment older) {
    boolean isWithdrawal = newer.ref().kind() == SegmentKind.WITHDRAWN;
    return isWithdrawal && newer.ref().isSameSegment(older.ref());
  }

  private Plan<RecognitionMemory, SpeechAnswer, RecognizedSegment> askForPartial(
      SpeechSegment segment, RecognitionMemory memory) {
    if (SpeechQuestions.audioMillis(segment) < SHORTEST_AUDIO_MILLIS) {
      return new Pass<>(memory, List.of());
    }
    var expected = memory.expected();
    if (looksForClause(segment)) {
      return new Ask<>(
          new ClauseCall(
              questions.partial(segment, segment.pcmStartMillis(), expected, true),
              words -> clauseIn(segment, words),
              clause -> questions.whole(segment.until(clause.cut().atMillis()), expected)),
          false);
    }
    long fromMillis = partialOf(segment, memory).windowFromMillis();
    return new Ask<>(questions.partial(segment, fromMillis, expected, false), false);
  }

  /** A number that is said across a cut would be hidden in neither part. */
  private boolean looksForClause(SpeechSegment segment) {
    return !segment.options().redactsPersonalData()
        && config.clauses().looksIn(segment.ref(), config.partialMillis());
  }

  private Plan<RecognitionMemory, SpeechAnswer, RecognizedSegment> askForAll(
      SpeechSegment segment, RecognitionMemory memory) {
    if (SpeechQuestions.audioMillis(segment) >= SHORTEST_AUDIO_MILLIS) {
      return new Ask<>(questions.whole(segment, memory.expected()));
    }
    var nothing = recognized(segment, memory, new SpeechAnswer(NOTHING_HEARD, null, null));
    boolean isOver = segment.ref().kind() == SegmentKind.FINAL;
    return new Pass<>(isOver ? memory.afterSegment() : memory, List.of(nothing));
  }

  private Clause clauseIn(SpeechSegment segment, Recognition heard) {
    if (config.phantoms().isPhantom(heard, voicedMillis(segment))) {
      return null;
    }
    String language = LanguageTag.primary(heard.language());
    var found = config.clauses().longestOf(heard.words(), language);
    if (found == null) {
      return null;
    }
    long fromMillis = segment.pcmStartMillis();
    var cut =
        ClauseCut.between(segment, fromMillis + found.fromMillis(), fromMillis + found.toMillis());
    return new Clause(found.words(), cut, found.end() == ClauseRule.End.SENTENCE, null);
  }

  private Settled<RecognitionMemory, RecognizedSegment> onPartial(
      SpeechSegment segment, RecognitionMemory memory, SpeechAnswer answer) {
    var heard = answer.words();
    var before = partialOf(segment, memory);
    if (config.phantoms().isPhantom(heard, voicedMillis(segment))) {
      return new Settled<>(memory.withPartial(before), List.of());
    }
    if (answer.clause() != null && isHeard(segment, answer.clause())) {
      return onClause(segment, memory, answer);
    }
    boolean isOfAll = looksForClause(segment);
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
        memory.withPartial(kept), hasNews ? List.of(partial(segment, heard, after)) : List.of());
  }

  /** What cannot be made out by itself is left to the segment's end. */
  private boolean isHeard(SpeechSegment segment, Clause clause) {
    var words = clause.answer() == null ? NOTHING_HEARD : clause.answer().words();
    return !words.text().isBlank() && !config.phantoms().isPhantom(words, voicedMillis(segment));
  }

  /** The clause leaves for good; what follows it is a part of its own from now on. */
  private Settled<RecognitionMemory, RecognizedSegment> onClause(
      SpeechSegment segment, RecognitionMemory memory, SpeechAnswer answer) {
    var heard = answer.words();
    var said = clause(segment, memory, answer.clause());
    var cut = answer.clause().cut();
    var rest = segment.from(cut.atMillis());
    String[] words = heard.tokens();
    var restWords = Arrays.copyOfRange(words, answer.clause().words(), words.length);
    var partial = partialOf(segment, memory);
    String[] stable = partial.stableWords();
    int inClause = Math.min(stable.length, answer.clause().words());
    var next =
        PartialMemory.of(
            cut.atMillis(),
            Arrays.copyOfRange(stable, inClause, stable.length),
            restWords,
            LanguageTag.primary(heard.language()));
    var learned = learned(memory, segment.until(cut.atMillis()), answer.clause().answer().words());
    return new Settled<>(
        learned.withPartial(next).withCut(cut),
        restWords.length == 0 ? List.of(said) : List.of(said, partial(rest, heard, next)));
  }

  private RecognizedSegment clause(SpeechSegment segment, RecognitionMemory memory, Clause clause) {
    var said = segment.until(clause.cut().atMillis());
    var partial = partialOf(segment, memory);
    String[] stable = stableIn(partial, clause.answer().words());
    int inClause = Math.min(stable.length, clause.words());
    return recognized(said, Arrays.copyOf(stable, inClause), clause.answer())
        .goingOn(!clause.isSentence());
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
    return heard.text().isBlank() || config.phantoms().isPhantom(heard, voicedMillis(segment))
        ? memory
        : memory.hearing(
            memory.expected().heard(heard.guesses(), SpeechQuestions.audioMillis(segment)));
  }

  private RecognizedSegment recognized(
      SpeechSegment segment, RecognitionMemory memory, SpeechAnswer answer) {
    return recognized(segment, stableIn(partialOf(segment, memory), answer.words()), answer);
  }

  /** Words of another language than the final's were misheard. */
  private static String[] stableIn(PartialMemory partial, Recognition heard) {
    boolean isOther =
        !heard.text().isBlank()
            && partial.language() != null
            && !partial.language().equals(LanguageTag.primary(heard.language()));
    return isOther ? new String[0] : partial.stableWords();
  }

  /**
   * @param stable words that it begins with: they have been shown as stable
   */
  private RecognizedSegment recognized(
      SpeechSegment segment, String[] stable, SpeechAnswer answer) {
    var isPhantom = config.phantoms().isPhantom(answer.words(), voicedMillis(segment));
    var heard =
        StableWords.keep(stable, isPhantom ? answer.words().with("", NO_WORDS) : answer.words());
    String language = LanguageTag.primary(heard.language());
    if (heard.text().isBlank()) {
      return new RecognizedSegment(
          marked(segment),
          language,
          "",
          NO_WORDS,
          0,
          null,
          onTrack(answer.voiceprint(), segment),
          null);
    }
    var redaction = new Redaction(segment.options());
    return new RecognizedSegment(
        marked(segment),
        language,
        redaction.text(heard.text().strip(), language),
        redaction.words(onTrack(heard.words(), segment), heard.text(), language),
        heard.confidence(),
        answer.gist() == null ? null : redaction.text(answer.gist().text().strip(), "en"),
        onTrack(answer.voiceprint(), segment),
        null);
  }

  private RecognizedSegment partial(SpeechSegment segment, Recognition heard, PartialMemory said) {
    String language = LanguageTag.primary(heard.language());
    String shown = new Redaction(segment.options()).partial(said.heard(), language);
    return new RecognizedSegment(
        marked(segment),
        language,
        shown,
        NO_WORDS,
        heard.confidence(),
        null,
        null,
        null,
        // What is shown now may be hidden in the end.
        segment.options().redactsPersonalData() || !shown.equals(said.heard())
            ? 0
            : said.stableCharacters(),
        false);
  }

  private RecognizedSegment failed(SpeechSegment segment, String failure) {
    return new RecognizedSegment(marked(segment), "", "", NO_WORDS, 0, null, null, failure);
  }

  private static RecognizedSegment marker(SpeechSegment segment) {
    return new RecognizedSegment(segment.ref(), "", "", NO_WORDS, 0, null, null, null);
  }

  private SegmentRef marked(SpeechSegment segment) {
    var ref = segment.ref();
    return ref.withMarks(ref.marks().withRecognized(clock.millis()));
  }

  /**
   * The audio reaches a little beyond what was voiced, so that no sound is cut off; the words were
   * said within the segment.
   */
  private static RecognizedWord[] onTrack(RecognizedWord[] words, SpeechSegment segment) {
    var ref = segment.ref();
    return Arrays.stream(words)
        .map(word -> word.later(segment.pcmStartMillis()))
        .map(word -> word.within(ref.startMillis(), ref.endMillis()))
        .toArray(RecognizedWord[]::new);
  }

  private static Voiceprint onTrack(Voiceprint print, SpeechSegment segment) {
    return print == null ? null : print.from(segment.pcmStartMillis());
  }

  private static long voicedMillis(SpeechSegment segment) {
    return segment.ref().endMillis() - segment.ref().startMillis();
  }

  private static RecognitionMemory orNothing(RecognitionMemory memory) {
    return memory == null ? RecognitionMemory.NOTHING : memory;
  }
}
