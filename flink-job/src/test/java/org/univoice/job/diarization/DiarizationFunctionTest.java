package org.univoice.job.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.job.diarization.Voices.said;
import static org.univoice.job.diarization.Voices.voice;
import static org.univoice.job.segmentation.SegmentKind.CONFIRMED;
import static org.univoice.job.segmentation.SegmentKind.FINAL;
import static org.univoice.job.segmentation.SegmentKind.PARTIAL;
import static org.univoice.job.segmentation.SegmentKind.TRACK_ENDED;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.contrib.streaming.state.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.stream.SessionControl;
import org.univoice.job.stream.TrackEvent;

class DiarizationFunctionTest {

  private static final long TWO_HOURS = 7_200_000;

  private KeyedTwoInputStreamOperatorTestHarness<String, RecognizedSegment, TrackEvent, Utterance>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void shouldWantTheLanguagesOfEverybodyElse() throws Exception {
    opened("ana", "pt-BR", "pt-BR");
    opened("bob", "en-US", "en-US");
    opened("eva", "", "es-MX");
    opened("joe", "en", "en-GB");

    assertThat(speak("ana").targets()).containsExactly("en", "es");
    assertThat(speak("bob").targets()).containsExactly("en", "es", "pt");
    assertThat(speak("joe").targets()).containsExactly("en", "es", "pt");
  }

  @Test
  void shouldLetSomebodyAloneHearItself() throws Exception {
    opened("ana", "en-US", "pt-BR");

    assertThat(speak("ana").targets()).containsExactly("pt");
  }

  @Test
  void shouldFollowALanguageThatChanges() throws Exception {
    opened("ana", "en", "");
    opened("bob", "", "pt");
    assertThat(speak("ana").targets()).containsExactly("pt");
    opened("bob", "", "es");

    assertThat(speak("ana").targets()).containsExactly("es");
  }

  @Test
  void shouldSendMarkersToEveryTargetThereHasBeen() throws Exception {
    opened("ana", "en", "");
    opened("bob", "", "pt");
    speak("ana");
    opened("bob", "", "es");

    process(said(CONFIRMED, "ana", 0, 3_000, null));

    assertThat(last().targets()).containsExactly("es", "pt");
    assertThat(last().speaker()).isEmpty();
  }

  @Test
  void shouldWantNoTranslationOfPartials() throws Exception {
    opened("ana", "en", "pt");

    process(said(PARTIAL, "ana", 0, 500, null));

    assertThat(last().targets()).isEmpty();
    assertThat(last().speaker()).isEqualTo("S1");
  }

  @Test
  void shouldWaitForTheRecordThatSaysWhoSpeaksAndListens() throws Exception {
    process(said(FINAL, "ana", 0, 3_000, voice(0)));
    process(said(FINAL, "bob", 0, 3_000, voice(1)));
    assertThat(harness.getOutput()).isEmpty();

    opened("ana", "en", "pt");

    assertThat(last().recognized().ref().track()).isEqualTo("ana");
    assertThat(last().targets()).containsExactly("pt");
    assertThat(harness.getOutput()).hasSize(1);
  }

  @Test
  void shouldForgetWhoIsNeverIntroduced() throws Exception {
    process(said(FINAL, "ana", 0, 3_000, voice(0)));

    harness.setProcessingTime(TWO_HOURS + 60_000);

    assertThat(keptEntries()).isZero();
  }

  @Test
  void shouldStillTranslateWhatIsUnderWayWhenTheTrackEnds() throws Exception {
    opened("ana", "en", "pt");
    control("ana", SessionControl.Kind.ENDED, "", "");

    assertThat(speak("ana").targets()).containsExactly("pt");
  }

  @Test
  void shouldStillTranslateForWhoHasStoppedSpeaking() throws Exception {
    opened("ana", "en", "pt");
    opened("rui", "pt", "en");
    control("ana", SessionControl.Kind.ENDED, "", "");
    process(said(TRACK_ENDED, "ana", 9_000, 0, null));

    assertThat(speak("rui").targets()).containsExactly("pt");
  }

  @Test
  void shouldNotTranslateForWhoHasLeft() throws Exception {
    opened("ana", "en", "pt");
    opened("rui", "pt", "en");
    opened("eva", "es", "es");
    control("ana", SessionControl.Kind.ENDED, "", "");
    control("ana", SessionControl.Kind.LEFT, "", "");

    assertThat(speak("rui").targets()).containsExactly("es");
    assertThat(speak("ana").targets()).containsExactly("en", "es");
  }

  @Test
  void shouldTranslateForATalkerWhoWasSilentForHours() throws Exception {
    opened("ana", "en", "pt");
    harness.setProcessingTime(3 * TWO_HOURS);

    assertThat(speak("ana").targets()).containsExactly("pt");
  }

  @Test
  void shouldForgetListenersWhomNobodyTalksToAnyMore() throws Exception {
    opened("ana", "en", "pt");
    opened("eva", "", "es");
    process(said(TRACK_ENDED, "ana", 9_000, 0, null));

    harness.setProcessingTime(3 * TWO_HOURS);

    assertThat(keptEntries()).isZero();
  }

  @Test
  void shouldNotListenToAGatewayFromWhichAParticipantWasTakenOver() throws Exception {
    opened("ana", "en", "");
    opened("bob", "", "pt");
    control("bob", SessionControl.Kind.ATTACHED, "", "", 1);

    opened("bob", "", "es");
    control("bob", SessionControl.Kind.LEFT, "", "");

    assertThat(speak("ana").targets()).containsExactly("pt");
  }

  @Test
  void shouldKnowTheSpeakersAgainAfterARestart() throws Exception {
    opened("ana", "en", "pt");
    process(said(FINAL, "ana", 0, 3_000, voice(0)));
    process(said(FINAL, "ana", 5_000, 3_000, voice(1)));
    var saved = harness.snapshot(1, 1);
    harness.close();

    harness = harness();
    harness.initializeState(saved);
    harness.open();
    process(said(FINAL, "ana", 9_000, 3_000, voice(1)));

    assertThat(last().speaker()).isEqualTo("S2");
    assertThat(last().targets()).containsExactly("pt");
  }

  @Test
  void shouldJudgeTheRestOfASegmentByItsClausesAlsoAfterARestart() throws Exception {
    var other = voice(0);
    other[0] = 0.74f;
    other[1] = 0.6726f;
    opened("ana", "en", "pt");
    process(clause(0, voice(0)));
    process(clause(3_000, other));
    process(clause(6_000, voice(0)));
    assertThat(last().speaker()).isEqualTo("S1");
    var saved = harness.snapshot(1, 1);
    harness.close();

    harness = harness();
    harness.initializeState(saved);
    harness.open();
    process(clause(9_000, other));

    assertThat(last().speaker()).isEqualTo("S2");
  }

  /** A part of the segment that begins at 0. */
  private static RecognizedSegment clause(long atMillis, float[] voice) {
    var said = said(FINAL, "ana", atMillis, 3_000, voice);
    var ref = new SegmentRef("s", "ana", 0, 15_000, 1, FINAL, LatencyMarks.NONE);
    return new RecognizedSegment(
        ref.part(atMillis, atMillis + 3_000),
        "en",
        said.text(),
        said.words(),
        0.9f,
        null,
        said.voiceprint(),
        null);
  }

  @Test
  void shouldKeepNothingOnceEverybodyHasLeft() throws Exception {
    opened("ana", "en", "");
    opened("bob", "", "pt");
    speak("ana");
    process(said(TRACK_ENDED, "ana", 9_000, 0, null));
    assertThat(last().targets()).containsExactly("pt");
    assertThat(keptEntries()).isEqualTo(1);

    process(said(TRACK_ENDED, "bob", 0, 0, null));
    control("ana", SessionControl.Kind.LEFT, "", "");
    assertThat(keptEntries()).isEqualTo(1);

    control("bob", SessionControl.Kind.LEFT, "", "");

    assertThat(keptEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void shouldForgetASessionThatWasAbandoned() throws Exception {
    harness.setProcessingTime(1);
    opened("ana", "", "pt");
    harness.setProcessingTime(1_000_000);
    speak("ana");
    harness.setProcessingTime(1 + TWO_HOURS);
    assertThat(keptEntries()).isEqualTo(1);

    harness.setProcessingTime(1_000_000 + TWO_HOURS);

    assertThat(keptEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void shouldKeepStateWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(SessionMemory.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(Utterance.class);
  }

  private Utterance speak(String track) throws Exception {
    process(said(FINAL, track, 0, 3_000, voice(0)));
    return last();
  }

  private void process(RecognizedSegment segment) throws Exception {
    harness.processElement1(new StreamRecord<>(segment));
  }

  private void opened(String track, String speaks, String hears) throws Exception {
    control(track, SessionControl.Kind.OPENED, speaks, hears);
  }

  private void control(String track, SessionControl.Kind kind, String speaks, String hears)
      throws Exception {
    control(track, kind, speaks, hears, 0);
  }

  private void control(
      String track, SessionControl.Kind kind, String speaks, String hears, long term)
      throws Exception {
    var control = new SessionControl(kind, speaks, hears, 0, 0);
    harness.processElement2(
        new StreamRecord<>(new TrackEvent("s", track, "gateway:1", term, null, control)));
  }

  private Utterance last() {
    var all = harness.extractOutputValues();
    return all.get(all.size() - 1);
  }

  private int keptEntries() {
    var operator = (AbstractStreamOperator<?>) harness.getOperator();
    var backend = (RocksDBKeyedStateBackend<?>) operator.<String>getKeyedStateBackend();
    return backend.numKeyValueStateEntries();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, RecognizedSegment, TrackEvent, Utterance>
      harness() throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new DiarizationFunction(DiarizationConfig.standard())),
            segment -> segment.ref().session(),
            TrackEvent::session,
            Types.STRING);
    var backend = new EmbeddedRocksDBStateBackend();
    // Timers in RocksDB are deleted in batches, which would blur the count of entries.
    backend.setPriorityQueueStateType(EmbeddedRocksDBStateBackend.PriorityQueueStateType.HEAP);
    harness.setStateBackend(backend);
    return harness;
  }
}
