package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.Hearing;
import org.univoice.job.call.KeyedCall.Ask;
import org.univoice.job.call.KeyedCall.Pass;
import org.univoice.job.call.ModelCall;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.glossary.GlossaryTerm;
import org.univoice.job.glossary.TermCase;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.stream.TranslationStyle;

class ContextualTranslationTest {

  private static final CallLoad IDLE = new CallLoad(0, 0, 0);

  private final FakeTranslator translator = new FakeTranslator().without("fr>en");
  private final ContextualTranslation translation =
      new ContextualTranslation(translator, text -> Map.of(), Clock.systemUTC());

  @Test
  void shouldSendTheLastFiveSegmentsAlong() {
    ConversationMemory memory = null;
    for (int i = 0; i < 7; i++) {
      memory = translate(said(i, "sentence " + i, "en"), memory);
    }

    List<Translator.Request> requests = translator.behaviour().requests();
    assertThat(requests.get(0).context()).isEmpty();
    assertThat(requests.get(6).context())
        .containsExactly("sentence 1", "sentence 2", "sentence 3", "sentence 4", "sentence 5");
  }

  @Test
  void shouldForgetWhatWasWithdrawn() {
    var candidate = targeted(ref(0, SegmentKind.CANDIDATE), "sentence 0", "en");
    ConversationMemory memory = translate(candidate, null);
    var withdrawn = targeted(ref(0, SegmentKind.WITHDRAWN), "", "en");

    var plan = (Pass<ConversationMemory, ?, ?>) translation.plan(withdrawn, memory, IDLE);

    translate(said(1, "sentence 1", "en"), plan.memory());
    assertThat(translator.behaviour().<Translator.Request>requests().get(1).context()).isEmpty();
  }

  @Test
  void shouldHandOnWhoseVoiceIsEnrolled() {
    Utterance said = said(0, "olá", "pt").utterance();
    var enrolled = new Utterance(said.recognized(), "S1", null, said.targets(), "profile-7", null);

    var plan =
        (Pass<?, ?, Translation>)
            translation.plan(new TargetedUtterance(enrolled, "pt"), null, IDLE);

    assertThat(plan.outputs()).extracting(Translation::profileId).containsExactly("profile-7");
  }

  @Test
  void shouldSayHowTheUtteranceWasSaid() {
    var print = new Voiceprint(new float[256], 5, 0.2f, 0.7f, new float[40], -22, 5, 4);
    var said = said(0, "olá", "pt").utterance().recognized();
    var heard =
        new RecognizedSegment(
            said.ref(), "pt", "olá", said.words(), said.confidence(), null, print, null);
    var input = new TargetedUtterance(new Utterance(heard, "S1", null, new String[] {"pt"}), "pt");

    var plan = (Pass<?, ?, Translation>) translation.plan(input, null, IDLE);

    assertThat(plan.outputs().get(0).manner().lnPitchMean()).isEqualTo(5);
    assertThat(plan.outputs().get(0).manner().loudness()).isEqualTo(-22);
  }

  @Test
  void shouldGiveTheSameLanguageBackAsItIs() {
    var plan = (Pass<?, ?, Translation>) translation.plan(said(0, "olá", "pt"), null, IDLE);

    assertThat(plan.outputs()).extracting(Translation::text).containsExactly("olá");
  }

  @Test
  void shouldSayWhenNoModelTranslatesAPair() {
    var french = new TargetedUtterance(said(0, "bonjour", "fr").utterance(), "en");

    var plan = (Pass<?, ?, Translation>) translation.plan(french, null, IDLE);

    assertThat(plan.outputs())
        .extracting(Translation::failure)
        .containsExactly("no model translates fr into en");
  }

  @Test
  void shouldTranslateTheGistWhenNoModelServesThePair() {
    var french = french("bonjour à tous", "hello everyone", "pt");

    Translation translated = answered(french, translatorWithout("fr>en", "fr>pt"));

    assertThat(translated.text()).isEqualTo("hello everyone [pt]");
    assertThat(translated.tier()).isEqualTo("gist");
    assertThat(translated.sourceText()).isEqualTo("bonjour à tous");
    assertThat(translated.confidence()).isLessThan(0.9f);
  }

  @Test
  void shouldGoThroughEnglishWhereNoModelGoesDirectly() {
    var french = french("bonjour", null, "pt");

    Translation translated = answered(french, translatorWithout("fr>pt"));

    assertThat(translated.text()).isEqualTo("bonjour [en] [pt]");
    assertThat(translated.tier()).isEqualTo("gist");
    assertThat(translated.confidence()).isEqualTo(0.81f, within(0.001f));
  }

  @Test
  void shouldShowTheCaptionWithoutATranslationThatIsNone() {
    var silent =
        new ContextualTranslation(
            new FakeTranslator(asked -> new Translator.Rendering("", 0.9f, List.of())),
            text -> Map.of(),
            Clock.systemUTC());

    Translation translated = answered(said(0, "hello", "en"), silent);

    assertThat(translated.text()).isEmpty();
    assertThat(translated.tier()).isEqualTo("none");
    assertThat(translated.failure()).isEqualTo("the model gave no translation into pt");
  }

  @Test
  void shouldSayWhyATranslationFailed() {
    var end = new CallEnd(CallEnd.Reason.CIRCUIT_OPEN, 0, "translator has failed too often");

    var settled = translation.onEnd(said(0, "hello", "en"), null, end);

    assertThat(settled.outputs())
        .extracting(Translation::failure)
        .containsExactly("translator has failed too often");
  }

  @Test
  void shouldTranslateAClauseAtOnceWhereWordsKeepTheirOrder() {
    var clause = goingOn(clause(0, 400), "I think that,", "en", "pt");

    assertThat(translation.plan(clause, null, IDLE)).isInstanceOf(Ask.class);
  }

  @Test
  void shouldTranslateAClauseWithTheRestWhereTheVerbComesLast() {
    var clause = goingOn(clause(0, 400), "I think that,", "en", "ja");
    var plan = (Pass<ConversationMemory, ?, Translation>) translation.plan(clause, null, IDLE);
    assertThat(plan.outputs()).extracting(Translation::text).containsExactly("");

    var rest = targeted(clause(400, 900), "you are right.", "en", "ja");
    var memory = translate(rest, plan.memory());

    assertThat(translator.behaviour().<Translator.Request>requests().get(0).text())
        .isEqualTo("I think that, you are right.");
    assertThat(memory.waiting()).isNull();
  }

  @Test
  void shouldTranslateAClauseThatNothingFollows() {
    var clause = goingOn(clause(0, 400), "I think that,", "en", "ja");
    var plan = (Pass<ConversationMemory, ?, ?>) translation.plan(clause, null, IDLE);

    translate(targeted(clause(400, 900), "", "", "ja"), plan.memory());

    assertThat(translator.behaviour().<Translator.Request>requests().get(0).text())
        .isEqualTo("I think that,");
  }

  @Test
  void shouldKeepAWaitingClauseUntilItsSegmentIsCertain() {
    var clause = goingOn(clause(0, 400), "I think that,", "en", "ja");
    var plan = (Pass<ConversationMemory, ?, ?>) translation.plan(clause, null, IDLE);
    var candidate = clause(400, 900).as(SegmentKind.CANDIDATE);

    var memory = translate(targeted(candidate, "you", "en", "ja"), plan.memory());
    assertThat(memory.waiting()).hasSize(1);
    var confirmed = targeted(ref(0, SegmentKind.CONFIRMED), "", "en", "ja");
    var after = (Pass<ConversationMemory, ?, ?>) translation.plan(confirmed, memory, IDLE);

    assertThat(after.memory().waiting()).isNull();
  }

  @Test
  void shouldTranslateAWaitingClauseOnceHoweverManyTurnsFollowIt() {
    var memory = waiting("I think that,");
    var candidate = clause(400, 600).as(SegmentKind.CANDIDATE);
    memory = translate(targeted(candidate, "you are", "en", "ja"), memory);
    var second = clause(600, 900).as(SegmentKind.CANDIDATE);

    memory = translate(targeted(second, "right.", "en", "ja"), memory);
    translate(targeted(newer(candidate), "you are right.", "en", "ja"), memory);

    assertThat(asked())
        .containsExactly("I think that, you are", "right.", "I think that, you are right.");
  }

  @Test
  void shouldTranslateAClauseAloneWhenTheLanguageChanges() {
    var rest = targeted(clause(400, 900), "はい。", "ja", "ja");
    var answer = answers(rest, waiting("I think that,"));

    assertThat(answer).extracting(Translation::text).containsExactly("I think that, [ja]", "はい。");
    assertThat(answer.get(0).ref().segmentId()).isEqualTo("ana:0");
    assertThat(left.waiting()).isNull();
  }

  @Test
  void shouldTranslateAClauseAloneWhenSomebodyElseGoesOn() {
    var rest = spokenBy("S2", targeted(clause(400, 900), "No.", "en", "ja"));

    var answer = answers(rest, waiting("I think that,"));

    assertThat(answer)
        .extracting(Translation::text)
        .containsExactly("I think that, [ja]", "No. [ja]");
    assertThat(answer).extracting(Translation::speaker).containsExactly("S1", "S2");
    assertThat(answer)
        .extracting(translated -> translated.ref().segmentId())
        .containsExactly("ana:0", "ana:400");
    assertThat(left.waiting()).isNull();
  }

  @Test
  void shouldGoOnWhenAClauseCannotBeTranslatedAlone() {
    var rest = spokenBy("S2", targeted(clause(400, 900), "No.", "en", "ja"));
    translator.behaviour().refuseNext(1);

    var answer = answers(rest, waiting("I think that,"));

    assertThat(answer).extracting(Translation::text).containsExactly("", "No. [ja]");
    assertThat(answer.get(0).failure()).contains("failed");
  }

  @Test
  void shouldTranslateAClauseWhoseTrackEndsBeforeItsSentence() {
    var end = targeted(ref(1, SegmentKind.TRACK_ENDED), "", "", "ja");

    var answer = answers(end, waiting("I think that,"));
    var settled = translation.onEnd(end, left, new CallEnd(CallEnd.Reason.COMPLETED, 1, ""));

    assertThat(answer).extracting(Translation::text).containsExactly("I think that, [ja]");
    assertThat(answer.get(0).ref().segmentId()).isEqualTo("ana:0");
    assertThat(settled.outputs())
        .extracting(translated -> translated.ref().kind())
        .containsExactly(SegmentKind.TRACK_ENDED);
    assertThat(settled.memory()).isNull();
  }

  @Test
  void shouldEndATrackWhoseLastClauseCannotBeTranslated() {
    var end = targeted(ref(1, SegmentKind.TRACK_ENDED), "", "", "ja");
    var late = new CallEnd(CallEnd.Reason.TIMED_OUT, 0, "late");

    var settled = translation.onEnd(end, waiting("I think that,"), late);

    assertThat(settled.outputs()).extracting(Translation::failure).containsExactly("late", null);
    assertThat(settled.outputs().get(1).ref().kind()).isEqualTo(SegmentKind.TRACK_ENDED);
    assertThat(settled.memory()).isNull();
  }

  @Test
  void shouldTranslateWhatCameWhenTheClauseBeforeItIsNeverAnswered() {
    var rest = spokenBy("S2", targeted(clause(400, 900), "No.", "en", "ja"));
    translator.behaviour().ignoreNext(1);
    var plan = translation.plan(rest, waiting("I think that,"), IDLE);
    var call = ((Ask<ConversationMemory, MaskedTranslation.Unmasked, ?>) plan).call();
    List<String> gaveUp = new ArrayList<>();

    var underWay = Hearing.of(call);
    underWay.expire(false, () -> gaveUp.add("first"));
    assertThat(gaveUp).containsExactly("first");
    underWay.expire(true, () -> gaveUp.add("last"));

    assertThat(gaveUp).containsExactly("first");
    assertThat(underWay.answers())
        .extracting(MaskedTranslation.Unmasked::text)
        .containsExactly("", "No. [ja]");
    assertThat(underWay.answers().get(0).failure()).isEqualTo("no answer in time");
    assertThat(underWay.isOver()).isTrue();
    assertThat(translator.behaviour().cancelled()).isEqualTo(1);
  }

  @Test
  void shouldAnswerOnceForAClauseWhoseCallFailsAfterItsAnswer() {
    List<ModelCall.AnswerObserver<MaskedTranslation.Unmasked>> asked = new ArrayList<>();
    var both = Hearing.of(new ClauseFirst(noting(asked), noting(asked)));

    asked.get(0).onAnswer(unmasked("clause"));
    asked.get(0).onFailed(new IllegalStateException("broken off"));
    asked.get(1).onAnswer(unmasked("rest"));
    asked.get(1).onCompleted();

    assertThat(both.answers())
        .extracting(MaskedTranslation.Unmasked::text)
        .containsExactly("clause", "rest");
    assertThat(both.isOver()).isTrue();
  }

  private static MaskedTranslation.Unmasked unmasked(String text) {
    return new MaskedTranslation.Unmasked(text, 0.9f, List.of(), new Entity[0], null);
  }

  private static <A> ModelCall<A> noting(List<ModelCall.AnswerObserver<A>> asked) {
    return new ModelCall<>() {
      @Override
      public String model() {
        return "translator";
      }

      @Override
      public Cancellable start(AnswerObserver<A> observer) {
        asked.add(observer);
        return () -> {};
      }
    };
  }

  @Test
  void shouldSayOfBothPartsWhyTheyFailed() {
    var rest = spokenBy("S2", targeted(clause(400, 900), "No.", "en", "ja"));
    var end = new CallEnd(CallEnd.Reason.TIMED_OUT, 0, "late");

    var settled = translation.onEnd(rest, waiting("I think that,"), end);

    assertThat(settled.outputs()).extracting(Translation::failure).containsExactly("late", "late");
    assertThat(settled.memory().waiting()).isNull();
  }

  @Test
  void shouldTakeTheTermsAndTheWordsOfAClauseAlong() {
    var term = new GlossaryTerm("heart", "心", "en", "ja", TermCase.ANY);
    var clause = withTerm(term, goingOn(clause(0, 400), "The heart, uh,", "en", "ja"));
    var plan = (Pass<ConversationMemory, ?, ?>) translation.plan(clause, null, IDLE);

    var answer = answers(targeted(clause(400, 900), "is fine.", "en", "ja"), plan.memory());

    assertThat(answer.get(0).text()).isEqualTo("The 心, uh, is fine. [ja]");
    assertThat(answer.get(0).sourceText()).isEqualTo("The heart, uh, is fine.");
  }

  @Test
  void shouldKeepMemoryWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(ConversationMemory.class);
  }

  private ConversationMemory left;

  private ConversationMemory waiting(String text) {
    var clause = goingOn(clause(0, 400), text, "en", "ja");
    return ((Pass<ConversationMemory, ?, ?>) translation.plan(clause, null, IDLE)).memory();
  }

  private List<String> asked() {
    return translator.behaviour().<Translator.Request>requests().stream()
        .map(Translator.Request::text)
        .toList();
  }

  private List<Translation> answers(TargetedUtterance said, ConversationMemory memory) {
    var ask =
        (Ask<ConversationMemory, MaskedTranslation.Unmasked, Translation>)
            translation.plan(said, memory, IDLE);
    List<Translation> outputs = new ArrayList<>();
    left = memory;
    var answers = Hearing.answersOf(ask.call());
    for (int i = 0; i < answers.size(); i++) {
      var settled = translation.onAnswer(said, left, answers.get(i), i);
      left = settled.memory();
      outputs.addAll(settled.outputs());
    }
    return outputs;
  }

  private static SegmentRef newer(SegmentRef ref) {
    return new SegmentRef(
        ref.session(),
        ref.track(),
        ref.startMillis(),
        ref.endMillis(),
        ref.revision() + 1,
        ref.kind(),
        ref.marks(),
        ref.intoMillis());
  }

  private static TargetedUtterance spokenBy(String speaker, TargetedUtterance said) {
    var utterance =
        new Utterance(said.utterance().recognized(), speaker, null, said.utterance().targets());
    return new TargetedUtterance(utterance, said.target());
  }

  private static TargetedUtterance withTerm(GlossaryTerm term, TargetedUtterance said) {
    var of = said.utterance();
    GlossaryTerm[] terms = {term};
    var utterance =
        new Utterance(of.recognized(), of.speaker(), null, of.targets(), null, terms, false);
    return new TargetedUtterance(utterance, said.target());
  }

  private ConversationMemory translate(TargetedUtterance said, ConversationMemory memory) {
    var ask =
        (Ask<ConversationMemory, MaskedTranslation.Unmasked, Translation>)
            translation.plan(said, memory, IDLE);
    var answer = Hearing.answersOf(ask.call()).get(0);
    return translation.onAnswer(said, memory, answer, 0).memory();
  }

  @Test
  void shouldTranslateInTheSessionsStyleAlsoThroughEnglish() {
    var legal = new TranslationStyle("legal", TranslationStyle.Formality.FORMAL);
    var french = french("bonjour à tous", null, "pt").utterance();
    var styled =
        new Utterance(french.recognized(), "S1", null, french.targets(), null, null, false, legal);
    var translator = new FakeTranslator().without("fr>pt");

    answered(
        new TargetedUtterance(styled, "pt"),
        new ContextualTranslation(translator, text -> Map.of(), Clock.systemUTC()));

    assertThat(translator.behaviour().<Translator.Request>requests())
        .extracting(Translator.Request::target, Translator.Request::style)
        .containsExactly(tuple("en", legal), tuple("pt", legal));
  }

  private static ContextualTranslation translatorWithout(String... pairs) {
    return new ContextualTranslation(
        new FakeTranslator().without(pairs), text -> Map.of(), Clock.systemUTC());
  }

  private static Translation answered(TargetedUtterance said, ContextualTranslation translation) {
    var ask =
        (Ask<ConversationMemory, MaskedTranslation.Unmasked, Translation>)
            translation.plan(said, null, IDLE);
    var answer = Hearing.answersOf(ask.call()).get(0);
    return translation.onAnswer(said, null, answer, 0).outputs().get(0);
  }

  private static TargetedUtterance french(String text, String gist, String target) {
    SegmentRef ref = ref(0, SegmentKind.FINAL);
    var said =
        new RecognizedSegment(ref, "fr", text, new RecognizedWord[0], 0.9f, gist, null, null);
    return new TargetedUtterance(new Utterance(said, "S1", null, new String[] {target}), target);
  }

  private static TargetedUtterance said(int index, String text, String language) {
    return targeted(ref(index, SegmentKind.FINAL), text, language);
  }

  private static SegmentRef ref(int index, SegmentKind kind) {
    long start = index * 1_000L;
    return new SegmentRef("session", "ana", start, start + 900, 1, kind, LatencyMarks.NONE);
  }

  private static SegmentRef clause(long fromMillis, long toMillis) {
    return ref(0, SegmentKind.FINAL).part(fromMillis, toMillis);
  }

  private static TargetedUtterance targeted(SegmentRef ref, String text, String language) {
    return targeted(ref, text, language, "pt");
  }

  private static TargetedUtterance targeted(
      SegmentRef ref, String text, String language, String target) {
    return targeted(ref, text, language, target, false);
  }

  private static TargetedUtterance goingOn(
      SegmentRef ref, String text, String language, String target) {
    return targeted(ref, text, language, target, true);
  }

  private static TargetedUtterance targeted(
      SegmentRef ref, String text, String language, String target, boolean goesOn) {
    var said =
        new RecognizedSegment(
            ref, language, text, new RecognizedWord[0], 0.9f, null, null, null, 0, goesOn);
    return new TargetedUtterance(new Utterance(said, "S1", null, new String[] {target}), target);
  }
}
