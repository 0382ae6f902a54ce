package org.univoice.job.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.univoice.job.segmentation.SegmentKind.CANDIDATE;
import static org.univoice.job.segmentation.SegmentKind.CONFIRMED;
import static org.univoice.job.segmentation.SegmentKind.FINAL;
import static org.univoice.job.segmentation.SegmentKind.PARTIAL;
import static org.univoice.job.segmentation.SegmentKind.TRACK_ENDED;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.contrib.streaming.state.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.segmentation.voiceactivity.FakeVoiceActivity;
import org.univoice.job.stream.AudioChunk;
import org.univoice.job.stream.QualityMode;
import org.univoice.job.stream.RecognitionOptions;
import org.univoice.job.stream.SessionControl;
import org.univoice.job.stream.TrackEvent;

class SegmentationFunctionTest {

  private static final int CHUNK_MILLIS = 50;
  private static final long EPOCH = 1_700_000_000_000L;
  private static final long TWO_HOURS = 7_200_000;

  private KeyedOneInputStreamOperatorTestHarness<String, TrackEvent, SpeechSegment> harness;
  private long nextSequence;
  private long clockBehindMillis;

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
  void shouldHandOverTheAudioOfTheSegmentAndNothingElse() throws Exception {
    byte[] pcm = new Speech().pause(3_200).voice(1_600).pause(800).pcm();

    send(pcm);

    var candidate = segments(CANDIDATE).get(0);
    assertThat(candidate.ref().startMillis()).isEqualTo(3_200);
    assertThat(candidate.pcmStartMillis()).isEqualTo(2_800);
    assertThat(candidate.pcm()).isEqualTo(Speech.part(pcm, 2_800 * 16, 5_024 * 16));
  }

  @Test
  void shouldSayWhenTheLastVoicedSampleWasCaptured() throws Exception {
    harness.setProcessingTime(EPOCH + 5_000);

    send(Speech.of(1_600).pause(800).pcm());

    var marks = segments(CANDIDATE).get(0).ref().marks();
    assertThat(marks.capturedMillis()).isEqualTo(EPOCH + 1_600);
    assertThat(marks.receivedMillis()).isEqualTo(EPOCH + 1_850 + 5);
    assertThat(marks.publishedMillis()).isEqualTo(EPOCH + 1_850 + 10);
    assertThat(marks.segmentedMillis()).isEqualTo(EPOCH + 5_000);
  }

  @Test
  void shouldSendVerdictsTheShortWayAsWell() throws Exception {
    send(Speech.of(480).pause(320).voice(480).pause(960).pcm());

    assertThat(harness.getSideOutput(SegmentationFunction.VERDICTS))
        .extracting(record -> record.getValue().kind())
        .containsExactly(SegmentKind.WITHDRAWN, CONFIRMED);
    assertThat(segments(CONFIRMED).get(0).pcm()).isEmpty();
  }

  @Test
  void shouldIgnoreRepeatedChunks() throws Exception {
    byte[] pcm = Speech.of(1_600).pause(800).pcm();
    for (TrackEvent event : events(pcm, 0)) {
      harness.processElement(event, event.audio().capturedMillis());
      harness.processElement(event, event.audio().capturedMillis());
    }

    assertThat(segments(CANDIDATE)).singleElement();
    assertThat(segments(CANDIDATE).get(0).pcm()).isEqualTo(Speech.part(pcm, 0, 1_824 * 16));
  }

  @Test
  void shouldTakeAHoleForSilence() throws Exception {
    send(Speech.of(1_600).pcm());
    nextSequence += 12;
    send(Speech.of(1_600).pcm(), 2_200);

    assertThat(segments(CONFIRMED)).singleElement();
    assertThat(segments(CANDIDATE).get(0).ref().endMillis()).isEqualTo(1_600);
  }

  @Test
  void shouldBeginAnewAfterALongHole() throws Exception {
    send(Speech.of(1_600).pcm());
    nextSequence += 1_000;
    send(Speech.of(1_600).pause(800).pcm(), 51_600);

    assertThat(segments(FINAL)).singleElement();
    assertThat(segments(CANDIDATE).get(0).ref().startMillis()).isEqualTo(51_600);
  }

  @Test
  void shouldCloseWhatAStalledTrackLeftOpen() throws Exception {
    send(Speech.of(1_600).pcm());
    harness.processWatermark(EPOCH + 1_600 + 699);
    assertThat(segments(FINAL)).isEmpty();

    harness.processWatermark(EPOCH + 1_600 + 700);

    assertThat(segments(FINAL)).singleElement();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void shouldNotTakeATrackWhoseClockIsBehindForAStalledOne() throws Exception {
    clockBehindMillis = 10_000;
    for (TrackEvent event : events(Speech.of(3_200).pcm(), 0)) {
      harness.processElement(event, event.audio().capturedMillis());
      harness.processWatermark(EPOCH + event.audio().endMillis());
    }

    assertThat(segments(FINAL)).isEmpty();
    assertThat(segments(PARTIAL)).hasSize(6);
  }

  @Test
  void shouldFinishOnPause() throws Exception {
    send(Speech.of(1_600).pcm());
    control(SessionControl.Kind.PAUSED, "");

    assertThat(segments(FINAL)).singleElement();
  }

  @Test
  void shouldKeepAnOpenSegmentAcrossARestart() throws Exception {
    byte[] pcm = Speech.of(1_600).pause(800).pcm();
    send(Speech.part(pcm, 0, 800 * 16));
    var saved = harness.snapshot(1, 1);
    harness.close();

    harness = harness();
    harness.initializeState(saved);
    harness.open();
    send(Speech.part(pcm, 800 * 16, 2_400 * 16), 800);

    assertThat(segments(CANDIDATE).get(0).pcm()).isEqualTo(Speech.part(pcm, 0, 1_824 * 16));
  }

  @Test
  void shouldSayWithEverySegmentWhatTheSessionWantsOfRecognition() throws Exception {
    var wanted = new RecognitionOptions(new String[] {"Quilter"}, true, false);
    var opened =
        new SessionControl(SessionControl.Kind.OPENED, "en", "", 0, EPOCH, null, null, wanted);
    harness.processElement(
        new StreamRecord<>(new TrackEvent("s", "t", "gateway:1", 0, null, opened), EPOCH));
    control(SessionControl.Kind.OPENED, "pt");
    control(SessionControl.Kind.ENDED, "");

    var ended = harness.extractOutputValues().get(0);
    assertThat(ended.options().masksProfanity()).isTrue();
    assertThat(ended.options().vocabulary()).containsExactly("Quilter");
  }

  @Test
  void shouldDoWhatTheSessionPrefersFromTheNextSegmentOn() throws Exception {
    prefer(QualityMode.QUALITY);
    send(Speech.of(1_600).pcm());
    prefer(QualityMode.SPEED);
    send(Speech.of(1_600).pause(400).pcm(), 1_600);
    assertThat(segments(CONFIRMED)).isEmpty();

    send(new Speech().pause(200).voice(3_200).pause(400).pcm(), 3_600);

    assertThat(segments(CANDIDATE))
        .extracting(SpeechSegment::mode)
        .containsExactly(QualityMode.QUALITY, QualityMode.SPEED);
    assertThat(segments(CONFIRMED)).hasSize(2);
  }

  @Test
  void shouldKeepToWhatTheSessionPrefersAcrossARestartAndUntilItIsToldOtherwise() throws Exception {
    prefer(QualityMode.SPEED);
    send(Speech.of(1_600).pcm());
    var saved = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(saved);
    harness.open();
    control(SessionControl.Kind.OPENED, "pt");

    send(Speech.of(1_600).pause(400).voice(3_200).pause(400).pcm(), 1_600);

    assertThat(segments(CONFIRMED)).hasSize(2);
  }

  @Test
  void shouldSayWhichLanguageIsSpoken() throws Exception {
    control(SessionControl.Kind.OPENED, "pt-BR");
    send(Speech.of(1_600).pause(800).pcm());

    assertThat(segments(CANDIDATE).get(0).language()).isEqualTo("pt-BR");
  }

  @Test
  void shouldKeepNothingOnceTheTrackHasEnded() throws Exception {
    control(SessionControl.Kind.OPENED, "en-US");
    send(Speech.of(1_600).pcm());
    control(SessionControl.Kind.ENDED, "");

    assertThat(harness.extractOutputValues())
        .extracting(segment -> segment.ref().kind())
        .endsWith(FINAL, TRACK_ENDED);
    control(SessionControl.Kind.LEFT, "");
    assertNothingIsKept();
  }

  @Test
  void shouldSayWhereATrackStandsWhenItsParticipantAttaches() throws Exception {
    control(SessionControl.Kind.ATTACHED, "");
    send(Speech.of(1_600).pcm());
    control(SessionControl.Kind.ATTACHED, "");
    control(SessionControl.Kind.ENDED, "");
    control(SessionControl.Kind.OPENED, "en-US");
    control(SessionControl.Kind.ATTACHED, "");

    assertThat(attached())
        .extracting(
            AttachedTrack::nextSequence,
            AttachedTrack::nextStartMillis,
            AttachedTrack::capturedMillis,
            AttachedTrack::ended)
        .containsExactly(
            tuple(0L, 0L, 0L, false),
            tuple(32L, 1_600L, EPOCH + 1_600, false),
            tuple(32L, 1_600L, EPOCH + 1_600, true));
  }

  @Test
  void shouldLeaveOutWhatTheFormerGatewayPublishesAfterATakeover() throws Exception {
    byte[] pcm = Speech.of(1_600).pause(800).pcm();
    List<TrackEvent> all = events(pcm, 0);
    for (TrackEvent event : all.subList(0, 10)) {
      harness.processElement(event, event.audio().capturedMillis());
    }
    control(SessionControl.Kind.ATTACHED, "", 1);
    for (TrackEvent late : all.subList(10, 20)) {
      harness.processElement(late, late.audio().capturedMillis());
    }
    control(SessionControl.Kind.PAUSED, "");
    control(SessionControl.Kind.ENDED, "");
    control(SessionControl.Kind.ATTACHED, "");
    for (TrackEvent again : all.subList(10, all.size())) {
      var inTerm = new TrackEvent("s", "t", "gateway:2", 1, again.audio(), null);
      harness.processElement(inTerm, again.audio().capturedMillis());
    }

    assertThat(attached()).singleElement().matches(track -> track.nextSequence() == 10);
    assertThat(segments(CANDIDATE)).singleElement();
    assertThat(segments(CANDIDATE).get(0).pcm()).isEqualTo(Speech.part(pcm, 0, 1_824 * 16));
    assertThat(segments(TRACK_ENDED)).isEmpty();
  }

  @Test
  void shouldNotHearATrackTwiceThatIsSentAgainAfterItsEnd() throws Exception {
    List<TrackEvent> all = events(Speech.of(1_600).pause(800).pcm(), 0);
    for (int time = 0; time < 2; time++) {
      for (TrackEvent event : all) {
        harness.processElement(event, event.audio().capturedMillis());
      }
      control(SessionControl.Kind.ENDED, "");
    }

    assertThat(segments(CANDIDATE)).singleElement();
    assertThat(segments(TRACK_ENDED)).singleElement();
  }

  @Test
  void shouldForgetTheEndOfATrackWhoseParticipantNeverSaysThatItLeft() throws Exception {
    harness.setProcessingTime(EPOCH);
    send(Speech.of(1_600).pcm());
    control(SessionControl.Kind.ENDED, "");

    harness.setProcessingTime(EPOCH + TWO_HOURS);

    assertNothingIsKept();
  }

  @Test
  void shouldKeepNothingOfAnAbandonedTrack() throws Exception {
    harness.setProcessingTime(EPOCH);
    send(Speech.of(1_600).pcm());
    harness.setProcessingTime(EPOCH + 1_000_000);
    send(Speech.of(1_600).pause(800).pcm(), 1_600);
    harness.setProcessingTime(EPOCH + TWO_HOURS);
    assertThat(segments(TRACK_ENDED)).isEmpty();

    harness.setProcessingTime(EPOCH + 1_000_000 + TWO_HOURS);

    assertThat(segments(TRACK_ENDED)).singleElement();
    assertNothingIsKept();
  }

  @Test
  void shouldKeepNothingOfAListenerButSayThatItLeft() throws Exception {
    control(SessionControl.Kind.OPENED, "");
    control(SessionControl.Kind.ACKNOWLEDGED, "");
    assertNothingIsKept();

    control(SessionControl.Kind.ENDED, "");

    assertThat(segments(TRACK_ENDED)).singleElement();
    assertNothingIsKept();
  }

  @Test
  void shouldKeepStateWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(TrackMemory.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(SpokenAudio.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(TrackStanding.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(AttachedTrack.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(SpeechSegment.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(TrackEvent.class);
  }

  private void assertNothingIsKept() {
    var operator = (AbstractStreamOperator<?>) harness.getOperator();
    var backend = (RocksDBKeyedStateBackend<?>) operator.<String>getKeyedStateBackend();
    assertThat(backend.numKeyValueStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  private void send(byte[] pcm) throws Exception {
    send(pcm, nextSequence * CHUNK_MILLIS);
  }

  private void send(byte[] pcm, long startMillis) throws Exception {
    for (TrackEvent event : events(pcm, startMillis)) {
      harness.processElement(event, event.audio().capturedMillis());
    }
  }

  private List<TrackEvent> events(byte[] pcm, long startMillis) {
    int chunkBytes = CHUNK_MILLIS * 32;
    return IntStream.range(0, pcm.length / chunkBytes)
        .mapToObj(
            i -> {
              long start = startMillis + (long) i * CHUNK_MILLIS;
              long captured = EPOCH + start + CHUNK_MILLIS - clockBehindMillis;
              byte[] part = Arrays.copyOfRange(pcm, i * chunkBytes, (i + 1) * chunkBytes);
              return new TrackEvent(
                  "s",
                  "t",
                  "gateway:1",
                  new AudioChunk(
                      nextSequence++,
                      start,
                      start + CHUNK_MILLIS,
                      captured,
                      captured + 5,
                      captured + 10,
                      part),
                  null);
            })
        .toList();
  }

  private void prefer(QualityMode mode) throws Exception {
    var opened =
        new SessionControl(
            SessionControl.Kind.OPENED, "en", "", 0, EPOCH, null, null, null, null, mode, false);
    harness.processElement(
        new StreamRecord<>(new TrackEvent("s", "t", "gateway:1", 0, null, opened), EPOCH));
  }

  private void control(SessionControl.Kind kind, String speaks) throws Exception {
    control(kind, speaks, 0);
  }

  private void control(SessionControl.Kind kind, String speaks, long term) throws Exception {
    var control = new SessionControl(kind, speaks, "", 0, EPOCH);
    harness.processElement(
        new StreamRecord<>(new TrackEvent("s", "t", "gateway:1", term, null, control), EPOCH));
  }

  private List<AttachedTrack> attached() {
    return harness.getSideOutput(SegmentationFunction.ATTACHED).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  private List<SpeechSegment> segments(SegmentKind kind) {
    return harness.extractOutputValues().stream()
        .filter(segment -> segment.ref().kind() == kind)
        .toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, TrackEvent, SpeechSegment> harness()
      throws Exception {
    var function = new SegmentationFunction(SegmentationConfig.standard(), new FakeVoiceActivity());
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), TrackEvent::trackKey, Types.STRING);
    var backend = new EmbeddedRocksDBStateBackend();
    // Timers in RocksDB are deleted in batches, which would blur the count of entries.
    backend.setPriorityQueueStateType(EmbeddedRocksDBStateBackend.PriorityQueueStateType.HEAP);
    harness.setStateBackend(backend);
    return harness;
  }
}
