package org.univoice.job.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.CallEnd;
import org.univoice.job.call.CallLoad;
import org.univoice.job.call.Hearing;
import org.univoice.job.call.KeyedCall.Ask;
import org.univoice.job.call.KeyedCall.Pass;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.pacing.SpeechPacer;
import org.univoice.job.prosody.Manner;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.synthesis.Synthesizer.Request;
import org.univoice.job.synthesis.Synthesizer.SpeechPiece;
import org.univoice.job.translation.Entity;
import org.univoice.job.translation.Translation;
import org.univoice.job.voice.VoiceTier;
import org.univoice.job.voice.VoicedTranslation;

class StreamedSynthesisTest {

  private static final CallLoad IDLE = new CallLoad(0, 0, 0);
  private static final VoiceProfile PROFILE =
      new VoiceProfile(new float[256], 5, 0.2f, new float[40], -20, 4, 1);
  private static final Manner MANNER = new Manner(5.1f, 0.15f, -18, 1.1f, null);
  private static final CallEnd COMPLETED = new CallEnd(CallEnd.Reason.COMPLETED, 2, "");

  private final FakeSynthesizer synthesizer = new FakeSynthesizer();
  private final StreamedSynthesis synthesis =
      new StreamedSynthesis(synthesizer, Clock.fixed(Instant.ofEpochMilli(7_000), ZoneOffset.UTC));

  @Test
  void shouldSendEachPieceOnAsItIsMade() {
    var input = voiced(SegmentKind.FINAL, 1, VoiceTier.SIMILAR);

    var first = synthesis.onAnswer(input, null, piece(VoiceTier.SIMILAR), 0);
    var second = synthesis.onAnswer(input, first.memory(), piece(VoiceTier.SIMILAR), 1);
    var end = synthesis.onEnd(input, second.memory(), COMPLETED);

    assertThat(first.outputs()).singleElement().matches(spoken -> spoken.index() == 0);
    assertThat(first.outputs().get(0).ref().marks().firstSpeechMillis()).isEqualTo(7_000);
    assertThat(second.outputs()).singleElement().matches(spoken -> spoken.index() == 1);
    assertThat(end.outputs())
        .singleElement()
        .matches(spoken -> spoken.last() && spoken.index() == 2 && spoken.failure() == null)
        .matches(spoken -> spoken.voice() == VoiceTier.SIMILAR);
  }

  @Test
  void shouldGiveASpeakerTheSameStockVoiceAgain() {
    var input = voiced(SegmentKind.FINAL, 1, VoiceTier.SIMILAR);
    var memory = synthesis.onAnswer(input, null, piece(VoiceTier.SIMILAR), 0).memory();

    startPlan(input, memory);

    assertThat(synthesizer.behaviour().<Request>requests().get(0).stockVoice())
        .isEqualTo("stock-7");
  }

  @Test
  void shouldAskForACloneWhereTheSynthesizerMakesThem() {
    synthesizer.cloning();

    startPlan(voiced(SegmentKind.FINAL, 1, VoiceTier.CLONED), null);

    assertThat(synthesizer.behaviour().<Request>requests())
        .singleElement()
        .matches(request -> request.wanted() == VoiceTier.CLONED);
  }

  @Test
  void shouldAskForTheSimilarVoiceWhereTheSynthesizerClonesNobody() {
    startPlan(voiced(SegmentKind.FINAL, 1, VoiceTier.CLONED), null);

    assertThat(synthesizer.behaviour().<Request>requests())
        .singleElement()
        .matches(request -> request.wanted() == VoiceTier.SIMILAR && request.profile() == PROFILE);
  }

  @Test
  void shouldSayThatTheVoiceIsACloneAndRememberNoStockVoiceForIt() {
    var input = voiced(SegmentKind.FINAL, 1, VoiceTier.CLONED);

    var first = synthesis.onAnswer(input, null, piece(VoiceTier.CLONED), 0);
    var end = synthesis.onEnd(input, first.memory(), COMPLETED);

    assertThat(first.outputs().get(0).voice()).isEqualTo(VoiceTier.CLONED);
    assertThat(end.outputs().get(0).voice()).isEqualTo(VoiceTier.CLONED);
    assertThat(first.memory().voiceOf("S1")).isEmpty();
    assertThat(first.memory().speakers()).isEmpty();
  }

  @Test
  void shouldSpeakAsTheUtteranceWasSaid() {
    startPlan(voiced(SegmentKind.FINAL, 1, VoiceTier.SIMILAR), null);

    assertThat(synthesizer.behaviour().<Request>requests().get(0).manner()).isEqualTo(MANNER);
  }

  @Test
  void shouldLetTheWordsStandOutThatSayTheStressedOnesAlsoInTheStandardVoice() {
    var known = voiced(SegmentKind.FINAL, 1, VoiceTier.STANDARD).translation();
    var stressed =
        new Translation(
            known.ref(),
            known.speaker(),
            null,
            known.sourceLanguage(),
            known.target(),
            known.sourceText(),
            "Hum, eu nunca disse.",
            known.confidence(),
            known.alternatives(),
            known.entities(),
            known.tier(),
            null,
            null,
            null,
            new TextRange[] {new TextRange(8, 13)});

    startPlan(new VoicedTranslation(stressed, VoiceTier.STANDARD, null), null);

    Request asked = synthesizer.behaviour().<Request>requests().get(0);
    assertThat(asked.text()).isEqualTo("Eu nunca disse.");
    assertThat(asked.emphasis()).containsExactly(new TextRange(3, 8));
  }

  @Test
  void shouldNotImitateSomebodyWhoseVoiceIsNotKnown() {
    var known = voiced(SegmentKind.FINAL, 1, VoiceTier.STANDARD);

    startPlan(new VoicedTranslation(known.translation(), known.wanted(), null), null);

    assertThat(synthesizer.behaviour().<Request>requests().get(0).manner()).isNull();
  }

  @Test
  void shouldSayThatSpeechWasCutShort() {
    var input = voiced(SegmentKind.FINAL, 1, VoiceTier.SIMILAR);
    var memory = synthesis.onAnswer(input, null, piece(VoiceTier.STANDARD), 0).memory();

    var end = synthesis.onEnd(input, memory, new CallEnd(CallEnd.Reason.TIMED_OUT, 1, "late"));

    assertThat(end.outputs())
        .singleElement()
        .matches(spoken -> spoken.voice() == VoiceTier.STANDARD)
        .matches(spoken -> "late".equals(spoken.failure()));
  }

  @Test
  void shouldLeaveCaptionsAloneWhenThereIsNoSpeech() {
    var input = voiced(SegmentKind.FINAL, 1, VoiceTier.SIMILAR);

    var end = synthesis.onEnd(input, null, new CallEnd(CallEnd.Reason.CIRCUIT_OPEN, 0, "refused"));

    assertThat(end.outputs())
        .singleElement()
        .matches(spoken -> spoken.voice() == VoiceTier.NONE && spoken.last());
  }

  @Test
  void shouldAskNobodyWhenNoSpeechIsWanted() {
    var plan = synthesis.plan(voiced(SegmentKind.FINAL, 1, VoiceTier.NONE), null, IDLE);

    assertThat(plan).isInstanceOf(Pass.class);
  }

  @Test
  void shouldForgetTheTrackWhenItHasEnded() {
    var memory = SynthesisMemory.NOBODY.with("S1", "stock-7", ref(SegmentKind.FINAL, 1));

    var plan = synthesis.plan(voiced(SegmentKind.TRACK_ENDED, 0, VoiceTier.NONE), memory, IDLE);

    assertThat(((Pass<?, ?, ?>) plan).memory()).isNull();
  }

  @Test
  void shouldGiveUpACandidateThatSpeechWentOnFrom() {
    var candidate = voiced(SegmentKind.CANDIDATE, 1, VoiceTier.SIMILAR);

    assertThat(synthesis.supersedes(voiced(SegmentKind.WITHDRAWN, 1, VoiceTier.NONE), candidate))
        .isTrue();
    assertThat(synthesis.supersedes(voiced(SegmentKind.FINAL, 2, VoiceTier.SIMILAR), candidate))
        .isTrue();
    assertThat(synthesis.supersedes(voiced(SegmentKind.CONFIRMED, 1, VoiceTier.NONE), candidate))
        .isFalse();
    assertThat(synthesis.supersedes(candidate, voiced(SegmentKind.FINAL, 1, VoiceTier.SIMILAR)))
        .isFalse();
    assertThat(synthesis.supersedes(voiced(SegmentKind.CANDIDATE, 1, VoiceTier.SIMILAR), candidate))
        .as("another part of the same candidate")
        .isFalse();
  }

  @Test
  void shouldHurryOnceTheSamplesOfWhatWasMadeSaySo() {
    var first = voiced(SegmentKind.FINAL, 1, VoiceTier.STANDARD);
    startPlan(first, null);
    var long4s = new SpeechPiece(new byte[48 * 4_000], "stock-7", VoiceTier.STANDARD);
    var memory = synthesis.onAnswer(first, null, long4s, 0).memory();

    startPlan(voiced(SegmentKind.FINAL, 1, VoiceTier.STANDARD), memory);

    List<Request> asked = synthesizer.behaviour().requests();
    assertThat(asked.get(0).speed()).isEqualTo(1);
    assertThat(asked.get(0).pauses()).isEqualTo(1);
    assertThat(asked.get(1).speed()).isEqualTo(1.25f);
    assertThat(asked.get(1).pauses()).isEqualTo(SpeechPacer.MIN_PAUSES);
  }

  @Test
  void shouldChooseNoVoiceForGoodByWhatWasWithdrawn() {
    var candidate = voiced(SegmentKind.CANDIDATE, 1, VoiceTier.SIMILAR);
    var chosen = synthesis.onAnswer(candidate, null, piece(VoiceTier.SIMILAR), 0).memory();
    var withdrawn = planned(voiced(SegmentKind.WITHDRAWN, 1, VoiceTier.NONE), chosen);

    assertThat(chosen.voiceOf("S1")).isEqualTo("stock-7");
    assertThat(withdrawn.voiceOf("S1")).isEmpty();
  }

  @Test
  void shouldKeepTheVoiceOfACandidateThatOthersFollowed() {
    var memory =
        SynthesisMemory.NOBODY
            .with("S1", "stock-7", ref(SegmentKind.CANDIDATE, 1))
            .heard(later(SegmentKind.CANDIDATE), 500, 7_000)
            .with("S2", "stock-8", later(SegmentKind.CANDIDATE))
            .facing(later(SegmentKind.WITHDRAWN));

    assertThat(memory.voiceOf("S1")).isEqualTo("stock-7");
    assertThat(memory.voiceOf("S2")).isEmpty();
    assertThat(memory.doubtful()).isEmpty();
  }

  private static SegmentRef later(SegmentKind kind) {
    return new SegmentRef("session", "t", 5_000, 5_900, 1, kind, LatencyMarks.NONE);
  }

  private SynthesisMemory planned(VoicedTranslation input, SynthesisMemory memory) {
    return ((Pass<SynthesisMemory, SpeechPiece, SpokenTranslation>)
            synthesis.plan(input, memory, IDLE))
        .memory();
  }

  @Test
  void shouldNotCountWhatWasMadeAndWithdrawn() {
    var candidate = voiced(SegmentKind.CANDIDATE, 1, VoiceTier.STANDARD);
    var long4s = new SpeechPiece(new byte[48 * 4_000], "stock-7", VoiceTier.STANDARD);
    var memory = synthesis.onAnswer(candidate, null, long4s, 0).memory();
    var withdrawn = voiced(SegmentKind.WITHDRAWN, 1, VoiceTier.NONE);
    var pass =
        (Pass<SynthesisMemory, SpeechPiece, SpokenTranslation>)
            synthesis.plan(withdrawn, memory, IDLE);

    assertThat(memory.playout().waitingMillis(7_000)).isEqualTo(4_000);
    assertThat(pass.memory().playout().waitingMillis(7_000)).isZero();
  }

  @Test
  void shouldSayHowLateSpeechBeginsToBeHeard() {
    var input = voiced(SegmentKind.FINAL, 1, VoiceTier.STANDARD);
    var long4s = new SpeechPiece(new byte[48 * 4_000], "stock-7", VoiceTier.STANDARD);
    var memory = synthesis.onAnswer(input, null, long4s, 0).memory();

    var next = synthesis.onAnswer(input, memory, long4s, 0);
    var further = synthesis.onAnswer(input, next.memory(), long4s, 1);

    assertThat(next.outputs().get(0).lateMillis()).isEqualTo(4_000);
    assertThat(further.outputs().get(0).lateMillis()).isZero();
  }

  @Test
  void shouldLeaveAHesitationToTheCaptions() {
    var plan = synthesis.plan(voiced("Hã...", SegmentKind.FINAL), null, IDLE);

    assertThat(plan).isInstanceOf(Pass.class);
  }

  private void startPlan(VoicedTranslation input, SynthesisMemory memory) {
    var ask =
        (Ask<SynthesisMemory, SpeechPiece, SpokenTranslation>) synthesis.plan(input, memory, IDLE);
    Hearing.answersOf(ask.call());
  }

  private static SpeechPiece piece(VoiceTier tier) {
    return new SpeechPiece(new byte[4_800], tier == VoiceTier.CLONED ? "" : "stock-7", tier);
  }

  private static VoicedTranslation voiced(String text, SegmentKind kind) {
    return voiced(text, kind, 1, VoiceTier.STANDARD);
  }

  private static VoicedTranslation voiced(SegmentKind kind, int revision, VoiceTier wanted) {
    return voiced("olá, mundo", kind, revision, wanted);
  }

  private static SegmentRef ref(SegmentKind kind, int revision) {
    return new SegmentRef("session", "t", 100, 900, revision, kind, LatencyMarks.NONE);
  }

  private static VoicedTranslation voiced(
      String text, SegmentKind kind, int revision, VoiceTier wanted) {
    var translation =
        new Translation(
            ref(kind, revision),
            "S1",
            PROFILE,
            "en",
            "pt",
            "hello",
            text,
            0.9f,
            new String[0],
            new Entity[0],
            "useful",
            null,
            MANNER,
            null,
            null);
    return new VoicedTranslation(translation, wanted, PROFILE);
  }
}
