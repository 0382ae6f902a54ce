package org.univoice.job.recognition;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.KeyedCall;
import org.univoice.job.call.SideCalls;
import org.univoice.job.recognition.Recognizer.Recognition;
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
      SpeechSegment segment, RecognitionMemory remembered, CallLoad load) {
    var memory = orNothing(remembered);
    return switch (segment.ref().kind()) {
      case PARTIAL ->
          config.speculation().skipsPartials(load)
              ? new Pass<>(memory, List.of())
              : askForPartial(segment, memory);
      case CANDIDATE ->
          config.speculation().holdsCandidates(load)
              ? new Pass<>(memory.holding(segment), List.of())
              : askForAll(segment, memory);
      case FINAL -> askForAll(segment, memory);
      case CONFIRMED ->
          memory.holds(segment)
              ? askForAll(memory.held(), memory)
              : new Pass<>(memory.afterSegment(), List.of(marker(segment)));
      case WITHDRAWN -> new Pass<>(memory.holding(null), List.of(marker(segment)));
      case TRACK_ENDED -> new Pass<>(null, List.of(marker(segment)));
    };
  }

  @Override
  public Settled<RecognitionMemory, RecognizedSegment> onAnswer(
      SpeechSegment segment, RecognitionMemory remembered, SpeechAnswer answer, int index) {
    var memory = orNothing(remembered);
    return switch (segment.ref().kind()) {
      case PARTIAL -> onPartial(segment, memory, answer.words());
      case CANDIDATE ->
          new Settled<>(
              learned(memory, segment, answer.words()), List.of(recognized(segment, answer)));
      case CONFIRMED ->
          new Settled<>(
              learned(memory, memory.held(), answer.words()).afterSegment(),
              List.of(recognized(memory.held(), answer), marker(segment)));
      default ->
          new Settled<>(
              learned(memory, segment, answer.words()).afterSegment(),
              List.of(recognized(segment, answer)));
    };
  }

  @Override
  public Settled<RecognitionMemory, RecognizedSegment> onEnd(
      SpeechSegment segment, RecognitionMemory remembered, CallEnd end) {
    var memory = orNothing(remembered);
    if (end.answers() > 0 || end.isSuperseded() || segment.ref().kind() == SegmentKind.PARTIAL) {
      return new Settled<>(memory, List.of());
    }
    String failure = end.reason() + (end.detail().isEmpty() ? "" : ": " + end.detail());
    return segment.ref().kind() == SegmentKind.CONFIRMED && memory.holds(segment)
        ? new Settled<>(
            memory.afterSegment(), List.of(failed(memory.held(), failure), marker(segment)))
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
      case PARTIAL -> newer.ref().kind() != SegmentKind.PARTIAL && !isVerdictOf(newer, older);
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
    return older.ref().kind() == SegmentKind.PARTIAL && newer.ref().kind() == SegmentKind.PARTIAL;
  }

  private static boolean isVerdictOf(SpeechSegment newer, SpeechSegment older) {
    boolean isWithdrawal = newer.ref().kind() == SegmentKind.WITHDRAWN;
    return isWithdrawal && newer.ref().isSameSegment(older.ref());
  }

  private Ask<RecognitionMemory, SpeechAnswer, RecognizedSegment> askForPartial(
      SpeechSegment segment, RecognitionMemory memory) {
    long fromMillis = partialOf(segment, memory).windowFromMillis();
    return new Ask<>(questions.partial(segment, fromMillis, spoken(segment, memory)), false);
  }

  private Ask<RecognitionMemory, SpeechAnswer, RecognizedSegment> askForAll(
      SpeechSegment segment, RecognitionMemory memory) {
    return new Ask<>(questions.whole(segment, spoken(segment, memory)));
  }

  private Settled<RecognitionMemory, RecognizedSegment> onPartial(
      SpeechSegment segment, RecognitionMemory memory, Recognition heard) {
    var before = partialOf(segment, memory);
    if (config.phantoms().isPhantom(heard, voicedMillis(segment))) {
      return new Settled<>(memory.withPartial(before), List.of());
    }
    var after = before.agree(tokens(heard));
    boolean hasNews = !after.heard().equals(before.heard());
    var kept = heard.words().length > 0 ? after.trimmed(heard.words()) : after;
    var learned = learned(memory, segment, heard).withPartial(kept);
    return new Settled<>(
        learned, hasNews ? List.of(partial(segment, heard, after.heard())) : List.of());
  }

  private static String[] tokens(Recognition heard) {
    return heard.words().length > 0
        ? Arrays.stream(heard.words()).map(word -> word.text().strip()).toArray(String[]::new)
        : heard.text().isBlank() ? new String[0] : heard.text().strip().split("\\s+");
  }

  private static PartialMemory partialOf(SpeechSegment segment, RecognitionMemory memory) {
    var partial = memory.partial();
    boolean isKnown =
        partial != null && partial.segmentStartMillis() == segment.ref().startMillis();
    return isKnown
        ? partial
        : PartialMemory.of(segment.ref().startMillis(), segment.pcmStartMillis());
  }

  private RecognitionMemory learned(
      RecognitionMemory memory, SpeechSegment segment, Recognition heard) {
    boolean isSure =
        heard.languageProbability() >= config.languageProbability()
            && SpeechQuestions.audioMillis(segment) >= config.languageAudioMillis();
    if (memory.language().isEmpty()) {
      return isSure ? memory.withLanguage(LanguageTag.primary(heard.language())) : memory;
    }
    boolean isDoubtful = heard.confidence() < config.doubtfulConfidence();
    return isDoubtful && segment.ref().kind().isSpoken() ? memory.withLanguage("") : memory;
  }

  private static String spoken(SpeechSegment segment, RecognitionMemory memory) {
    String said = LanguageTag.primary(segment.language());
    return said.isEmpty() ? memory.language() : said;
  }

  private RecognizedSegment recognized(SpeechSegment segment, SpeechAnswer answer) {
    var heard = answer.words();
    String language = LanguageTag.primary(heard.language());
    if (config.phantoms().isPhantom(heard, voicedMillis(segment))) {
      return new RecognizedSegment(
          marked(segment),
          language,
          "",
          new RecognizedWord[0],
          0,
          null,
          onTrack(answer.voiceprint(), segment),
          null);
    }
    return new RecognizedSegment(
        marked(segment),
        language,
        heard.text().strip(),
        onTrack(heard.words(), segment),
        heard.confidence(),
        answer.gist() == null ? null : answer.gist().text().strip(),
        onTrack(answer.voiceprint(), segment),
        null);
  }

  private RecognizedSegment partial(SpeechSegment segment, Recognition heard, String text) {
    return new RecognizedSegment(
        marked(segment),
        LanguageTag.primary(heard.language()),
        text,
        new RecognizedWord[0],
        heard.confidence(),
        null,
        null,
        null);
  }

  private RecognizedSegment failed(SpeechSegment segment, String failure) {
    return new RecognizedSegment(
        marked(segment), "", "", new RecognizedWord[0], 0, null, null, failure);
  }

  private static RecognizedSegment marker(SpeechSegment segment) {
    return new RecognizedSegment(segment.ref(), "", "", new RecognizedWord[0], 0, null, null, null);
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
