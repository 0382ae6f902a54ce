package org.univoice.job.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.job.segmentation.SegmentKind.CANDIDATE;
import static org.univoice.job.segmentation.SegmentKind.CONFIRMED;
import static org.univoice.job.segmentation.SegmentKind.FINAL;
import static org.univoice.job.segmentation.SegmentKind.PARTIAL;
import static org.univoice.job.segmentation.SegmentKind.TRACK_ENDED;
import static org.univoice.job.segmentation.SegmentKind.WITHDRAWN;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.contrib.streaming.state.RocksDBKeyedStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.internal.v1.Delivery;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.segmentation.AttachedTrack;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.stream.SessionControl;
import org.univoice.job.stream.SessionControl.Kind;
import org.univoice.job.stream.TrackEvent;
import org.univoice.job.synthesis.SpokenTranslation;
import org.univoice.job.translation.Entity;
import org.univoice.job.translation.Translation;
import org.univoice.job.voice.VoiceTier;

/** Ana speaks English; Rui hears Portuguese. On RocksDB. */
class DeliveryFunctionTest {

  private static final String[] PT = {"pt"};
  private static final long CONTROL_MILLIS = 900;

  private KeyedOneInputStreamOperatorTestHarness<String, DeliveryInput, OutgoingDelivery> harness;
  private int seen;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
    harness.setProcessingTime(1_000);
    control("ana", Kind.OPENED, "", 0, "gateway:1");
    control("rui", Kind.OPENED, "pt-BR", 0, "gateway:1");
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void shouldHoldACandidateUntilItIsConfirmed() throws Exception {
    caption(CANDIDATE, 1);
    translation(CANDIDATE, 1, null);
    speech(CANDIDATE, 1, 0, false);
    assertThat(delivered()).isEmpty();

    verdict(CONFIRMED, 1);
    speech(CANDIDATE, 1, 1, true);

    assertThat(ids("rui"))
        .containsExactly(
            "ana:0/final",
            "ana:0/pt/translation",
            "ana:0/pt/speech/begin",
            "ana:0/pt/speech/0",
            "ana:0/pt/latency",
            "ana:0/pt/speech/end");
  }

  @Test
  void shouldCountTheTimeForWhichSpeechWasHeldBack() throws Exception {
    speech(CANDIDATE, 1, 0, false);
    harness.setProcessingTime(1_200);
    verdict(CONFIRMED, 1);

    assertThat(delivered())
        .filteredOn(Delivery::hasLatency)
        .extracting(Delivery::getLatency)
        .singleElement()
        .satisfies(
            latency -> {
              assertThat(latency.getEndToEndMs()).isEqualTo(1_200);
              assertThat(latency.getDeliveryMs()).isEqualTo(1_200);
            });
  }

  @Test
  void shouldDropACandidateThatWasWithdrawn() throws Exception {
    caption(CANDIDATE, 1);
    verdict(WITHDRAWN, 1);
    translation(CANDIDATE, 1, null);
    caption(FINAL, 2);

    assertThat(delivered()).extracting(Delivery::getId).containsOnly("ana:0/final");
    assertThat(delivered()).isEmpty();
  }

  @Test
  void shouldHoldTheSegmentsPartsAndLetThemGoTogether() throws Exception {
    var first = ref("ana", CANDIDATE, 2).part(0, 400);
    var second = ref("ana", CANDIDATE, 2).part(400, 900);
    process(DeliveryInput.of(utterance(first, "good morning")));
    process(DeliveryInput.of(utterance(second, "good evening")));
    assertThat(delivered()).isEmpty();

    verdict(CONFIRMED, 2);

    assertThat(ids("rui")).containsExactly("ana:0/final", "ana:400/final");
  }

  @Test
  void shouldDropEveryPartOfASegmentThatWasWithdrawn() throws Exception {
    process(DeliveryInput.of(utterance(ref("ana", CANDIDATE, 2).part(0, 400), "good morning")));
    process(DeliveryInput.of(utterance(ref("ana", CANDIDATE, 2).part(400, 900), "good evening")));
    verdict(WITHDRAWN, 2);
    verdict(CONFIRMED, 3);

    assertThat(delivered()).isEmpty();
  }

  @Test
  void shouldLetAPartThatIsCertainGoWhileItsSegmentGoesOn() throws Exception {
    process(DeliveryInput.of(utterance(ref("ana", FINAL, 2).part(0, 400), "good morning")));
    assertThat(ids("rui")).containsExactly("ana:0/final");

    process(DeliveryInput.of(utterance(ref("ana", CANDIDATE, 3).part(400, 900), "everybody")));
    assertThat(delivered()).isEmpty();
    verdict(CONFIRMED, 3);
    assertThat(ids("rui")).containsExactly("ana:400/final");
  }

  @Test
  void shouldShowASpeakerWhatOthersHearOfItButNotSpeakIt() throws Exception {
    openedWithOwnTranslations("ana", "en");
    translation(FINAL, 1, null);
    speech(FINAL, 1, 0, false);
    speech(FINAL, 1, 1, true);

    List<Delivery> all = delivered();
    assertThat(all)
        .filteredOn(delivery -> delivery.getTrackId().equals("ana"))
        .extracting(Delivery::getId)
        .containsExactly("ana:0/pt/translation", "ana:0/pt/latency");
    assertThat(all)
        .filteredOn(delivery -> delivery.getTrackId().equals("rui"))
        .extracting(Delivery::getId)
        .contains("ana:0/pt/translation", "ana:0/pt/speech/0");

    control("ana", Kind.OPENED, "en", 0, "gateway:1");
    translation(FINAL, 2, null);
    assertThat(delivered()).extracting(Delivery::getTrackId).containsExactly("rui");
  }

  @Test
  void shouldShowPartialsToEverybodyAtOnce() throws Exception {
    caption(PARTIAL, 3);

    assertThat(delivered()).extracting(Delivery::getTrackId).containsExactly("ana", "rui");
  }

  @Test
  void shouldTakeAPartialOffTheScreenOnceItTurnsOutThatNothingWasSaid() throws Exception {
    process(DeliveryInput.of(utterance(ref("ana", PARTIAL, 2).part(400, 900), "you")));
    delivered();

    process(DeliveryInput.of(utterance(ref("ana", CANDIDATE, 3).part(400, 900), "")));
    assertThat(delivered()).isEmpty();
    verdict(CONFIRMED, 3);

    assertThat(deliveredTo("rui"))
        .singleElement()
        .satisfies(
            blank -> {
              assertThat(blank.getId()).isEqualTo("ana:400/partial/3");
              assertThat(blank.getCaption().getSegment().getId()).isEqualTo("ana:400");
              assertThat(blank.getCaption().getFinal()).isFalse();
              assertThat(blank.getCaption().getText()).isEmpty();
            });
  }

  @Test
  void shouldSendNoSpeechToTheSpeaker() throws Exception {
    control("ana", Kind.OPENED, "pt-BR", 0, "gateway:1");
    speech(FINAL, 1, 0, false);

    assertThat(delivered()).isNotEmpty().allMatch(d -> d.getTrackId().equals("rui"));
  }

  @Test
  void shouldSendWhatIsMissingToTheGatewayThatAParticipantAttachesTo() throws Exception {
    caption(FINAL, 1);
    List<Delivery> had = deliveredTo("rui");
    translation(FINAL, 1, null);
    List<Delivery> missed = deliveredTo("rui");

    control("rui", Kind.ATTACHED, "", had.get(0).getSequence(), "gateway:2");

    assertThat(addressed()).containsOnly("gateway:2");
    List<Delivery> again = delivered();
    assertThat(again.subList(0, missed.size())).isEqualTo(missed);
    assertThat(again.subList(missed.size(), again.size()))
        .singleElement()
        .matches(end -> end.getReplayed().getAttachedAtMs() == CONTROL_MILLIS);
  }

  @Test
  void shouldAnswerAnAttachmentWithThePlaceOfTheTrack() throws Exception {
    control("rui", Kind.ATTACHED, "", 0, "gateway:2");

    var position = delivered().get(0).getReplayed().getPosition();
    assertThat(position.getNextSequence()).isEqualTo(7);
    assertThat(position.getNextStartMs()).isEqualTo(350);
    assertThat(position.getCapturedAtMs()).isEqualTo(5_000);
    assertThat(position.getEnded()).isFalse();
  }

  @Test
  void shouldNotListenToAGatewayFromWhichAParticipantWasTakenOver() throws Exception {
    control("rui", Kind.ATTACHED, "", 0, "gateway:2", 1);
    delivered();

    control("rui", Kind.OPENED, "de-DE", 0, "gateway:1", 0);
    control("rui", Kind.LEFT, "", 0, "gateway:1", 0);
    translation(FINAL, 1, null);

    assertThat(addressed()).containsExactly("gateway:2");
  }

  @Test
  void shouldForgetWhatWasAcknowledged() throws Exception {
    caption(FINAL, 1);
    long sequence = deliveredTo("rui").get(0).getSequence();

    control("rui", Kind.ACKNOWLEDGED, "", sequence, "gateway:1");
    control("rui", Kind.ATTACHED, "", 0, "gateway:2");

    assertThat(delivered()).singleElement().matches(Delivery::hasReplayed);
  }

  @Test
  void shouldForgetWhatNobodyAcknowledgedForAMinuteAndSayThatItIsMissing() throws Exception {
    caption(FINAL, 1);
    delivered();
    harness.setProcessingTime(1_000 + DeliveryLog.KEEP_MILLIS + 10_000);
    translation(FINAL, 1, null);
    delivered();

    control("rui", Kind.ATTACHED, "", 0, "gateway:2");

    assertThat(addressed()).containsOnly("gateway:2");
    List<Delivery> replayed = deliveredTo("rui");
    assertThat(replayed).hasSize(3).last().matches(Delivery::hasReplayed);
    assertThat(replayed.get(0).hasTranslation()).isTrue();
    assertThat(replayed.get(1).getNotice().getCode()).isEqualTo("AWAY_TOO_LONG");
    assertThat(replayed.get(1).getSequence()).isGreaterThan(replayed.get(0).getSequence());
  }

  @Test
  void shouldNotSpeakOfMissingWhatSaysNothingByItself() throws Exception {
    caption(PARTIAL, 1);
    delivered();
    harness.setProcessingTime(1_000 + DeliveryLog.KEEP_MILLIS + 10_000);

    control("rui", Kind.ATTACHED, "", 0, "gateway:2");

    assertThat(delivered()).singleElement().matches(Delivery::hasReplayed);
  }

  @Test
  void shouldNotSpeakOfMissingWhatAParticipantHad() throws Exception {
    caption(FINAL, 1);
    long had = deliveredTo("rui").get(0).getSequence();
    harness.setProcessingTime(1_000 + DeliveryLog.KEEP_MILLIS + 10_000);

    control("rui", Kind.ATTACHED, "", had, "gateway:2");

    assertThat(delivered()).singleElement().matches(Delivery::hasReplayed);
  }

  @Test
  void shouldTellEveryoneOnceThatATrackIsFinishedWhenAllWaysSaySo() throws Exception {
    DeliveryInput[] ways = trackEnd("ana");
    process(ways[2]);
    process(ways[0]);
    assertThat(delivered()).isEmpty();

    process(ways[1]);

    assertThat(ids("rui")).containsExactly("ana/pt/finished");
  }

  @Test
  void shouldStillDeliverToWhoHasStoppedSpeaking() throws Exception {
    control("rui", Kind.ENDED, "", 0, "gateway:1");
    for (DeliveryInput way : trackEnd("rui")) {
      process(way);
    }
    delivered();

    translation(FINAL, 1, null);

    assertThat(deliveredTo("rui")).hasSize(1);
  }

  @Test
  void shouldDeliverNothingMoreToWhoHasLeft() throws Exception {
    control("rui", Kind.LEFT, "", 0, "gateway:1");
    delivered();

    caption(FINAL, 1);
    control("rui", Kind.ATTACHED, "", 0, "gateway:2");

    assertThat(delivered()).extracting(Delivery::getTrackId).containsExactly("ana");
  }

  @Test
  void shouldFinishWhatWasSaidByWhoHasLeft() throws Exception {
    control("ana", Kind.ENDED, "", 0, "gateway:1");
    control("ana", Kind.LEFT, "", 0, "gateway:1");
    translation(FINAL, 1, null);
    for (DeliveryInput way : trackEnd("ana")) {
      process(way);
    }

    assertThat(deliveredTo("rui")).hasSize(2);
  }

  @Test
  void shouldStillReleaseWhatWasHeldBackWhenItsSpeakerLeaves() throws Exception {
    translation(CANDIDATE, 1, null);
    control("ana", Kind.LEFT, "", 0, "gateway:1");
    verdict(CONFIRMED, 1);

    assertThat(ids("rui")).containsExactly("ana:0/pt/translation");
  }

  @Test
  void shouldTellThoseWhoListenOnceWhenSpeechIsFarBehind() throws Exception {
    process(DeliveryInput.of(late(0, DeliveryTurn.FAR_BEHIND_MILLIS)));
    process(DeliveryInput.of(late(1_000, DeliveryTurn.FAR_BEHIND_MILLIS + 1)));
    process(DeliveryInput.of(late(2_000, DeliveryTurn.FAR_BEHIND_MILLIS + 1)));

    assertThat(deliveredTo("rui"))
        .filteredOn(Delivery::hasNotice)
        .extracting(delivery -> delivery.getNotice().getCode())
        .containsExactly("SPEECH_BEHIND");
  }

  @Test
  void shouldTellOfEachSpeakerWhoseSpeechIsFarBehind() throws Exception {
    process(DeliveryInput.of(late("ana", FINAL, 1_000, DeliveryTurn.FAR_BEHIND_MILLIS + 1)));
    process(DeliveryInput.of(late("eva", FINAL, 1_000, DeliveryTurn.FAR_BEHIND_MILLIS + 1)));
    process(DeliveryInput.of(late("eva", FINAL, 2_000, DeliveryTurn.FAR_BEHIND_MILLIS + 1)));

    assertThat(deliveredTo("rui")).filteredOn(Delivery::hasNotice).hasSize(2);
  }

  @Test
  void shouldNotCountANoticeThatWasNeverSent() throws Exception {
    process(DeliveryInput.of(late("ana", CANDIDATE, 0, DeliveryTurn.FAR_BEHIND_MILLIS + 1)));
    process(DeliveryInput.of(late("ana", CANDIDATE, 0, DeliveryTurn.FAR_BEHIND_MILLIS + 1)));
    verdict(WITHDRAWN, 1);
    process(DeliveryInput.of(late("ana", FINAL, 0, DeliveryTurn.FAR_BEHIND_MILLIS + 1)));

    assertThat(deliveredTo("rui")).filteredOn(Delivery::hasNotice).hasSize(1);
  }

  @Test
  void shouldGiveOneNoticeWhenAModelKeepsFailing() throws Exception {
    translation(FINAL, 1, "out of reach");
    translation(FINAL, 1, "out of reach");
    assertThat(delivered())
        .filteredOn(Delivery::hasNotice)
        .extracting(delivery -> delivery.getNotice().getMessage())
        .containsExactly("Some speech could not be translated.");

    harness.setProcessingTime(20_000);
    translation(FINAL, 1, "out of reach");

    assertThat(delivered()).filteredOn(Delivery::hasNotice).hasSize(1);
  }

  @Test
  void shouldGiveTheSameIdsAndLaterSequencesAfterARestore() throws Exception {
    caption(CANDIDATE, 1);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    verdict(CONFIRMED, 1);
    List<Delivery> before = delivered();
    harness.close();

    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    harness.setProcessingTime(3_000);
    seen = 0;
    verdict(CONFIRMED, 1);
    List<Delivery> after = delivered();

    assertThat(after).extracting(Delivery::getId).containsExactlyElementsOf(idsOf(before));
    assertThat(after.get(0).getSequence()).isGreaterThan(before.get(0).getSequence());
  }

  @Test
  void shouldKeepNothingOfASessionThatIsOver() throws Exception {
    caption(CANDIDATE, 1);
    verdict(CONFIRMED, 1);
    for (String track : List.of("ana", "rui")) {
      control(track, Kind.ENDED, "", 0, "gateway:1");
      for (DeliveryInput way : trackEnd(track)) {
        process(way);
      }
    }
    assertThat(keptEntries()).isPositive();
    for (String track : List.of("ana", "rui")) {
      control(track, Kind.LEFT, "", 0, "gateway:1");
    }

    for (long at = 2_000; at < 80_000; at += 1_000) {
      harness.setProcessingTime(at);
    }

    assertThat(keptEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, DeliveryInput, OutgoingDelivery>
      harness() throws Exception {
    var made =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new DeliveryFunction()),
            DeliveryInput::session,
            Types.STRING);
    made.getExecutionConfig().disableGenericTypes();
    made.setStateBackend(new EmbeddedRocksDBStateBackend());
    return made;
  }

  private void process(DeliveryInput input) throws Exception {
    harness.processElement(input, 0);
  }

  private void control(String track, Kind kind, String hears, long sequence, String gateway)
      throws Exception {
    control(track, kind, hears, sequence, gateway, 0);
  }

  /** As the stream's records come: an attachment by way of segmentation, too. */
  private void control(
      String track, Kind kind, String hears, long sequence, String gateway, long term)
      throws Exception {
    var control = new SessionControl(kind, "en-US", hears, sequence, CONTROL_MILLIS);
    var event = new TrackEvent("s", track, gateway, term, null, control);
    process(DeliveryInput.of(event));
    if (kind == Kind.ATTACHED) {
      process(DeliveryInput.of(new AttachedTrack(event, 7, 350, 5_000, false)));
    }
  }

  private void openedWithOwnTranslations(String track, String hears) throws Exception {
    var control =
        new SessionControl(
            Kind.OPENED, "en-US", hears, 0, CONTROL_MILLIS, null, null, null, null, null, true);
    process(DeliveryInput.of(new TrackEvent("s", track, "gateway:1", 0, null, control)));
  }

  private void verdict(SegmentKind kind, int revision) throws Exception {
    process(DeliveryInput.of(ref("ana", kind, revision)));
  }

  private void caption(SegmentKind kind, int revision) throws Exception {
    process(DeliveryInput.of(utterance(ref("ana", kind, revision), "good morning")));
  }

  private void translation(SegmentKind kind, int revision, String failure) throws Exception {
    process(DeliveryInput.of(translated(ref("ana", kind, revision), failure)));
  }

  private void speech(SegmentKind kind, int revision, int index, boolean last) throws Exception {
    process(DeliveryInput.of(spoken(ref("ana", kind, revision), index, last)));
  }

  private static DeliveryInput[] trackEnd(String track) {
    SegmentRef ref = ref(track, TRACK_ENDED, 0);
    return new DeliveryInput[] {
      DeliveryInput.of(utterance(ref, "")),
      DeliveryInput.of(translated(ref, null)),
      DeliveryInput.of(spoken(ref, 0, true))
    };
  }

  private static SegmentRef ref(String track, SegmentKind kind, int revision) {
    return new SegmentRef("s", track, 0, 900, revision, kind, LatencyMarks.NONE);
  }

  private static Utterance utterance(SegmentRef ref, String text) {
    var said =
        new RecognizedSegment(ref, "en", text, new RecognizedWord[0], 0.9f, null, null, null);
    return new Utterance(said, "S1", null, PT);
  }

  private static Translation translated(SegmentRef ref, String failure) {
    return new Translation(
        ref,
        "S1",
        null,
        "en",
        "pt",
        "good morning",
        failure == null ? "bom dia" : "",
        0.9f,
        new String[0],
        new Entity[0],
        "useful",
        failure);
  }

  private static SpokenTranslation spoken(SegmentRef ref, int index, boolean last) {
    byte[] pcm = last ? new byte[0] : new byte[480];
    return new SpokenTranslation(ref, "S1", "pt", index, pcm, VoiceTier.SIMILAR, last, null, 0);
  }

  private static SpokenTranslation late(long startMillis, long lateMillis) {
    return late("ana", FINAL, startMillis, lateMillis);
  }

  private static SpokenTranslation late(
      String track, SegmentKind kind, long startMillis, long lateMillis) {
    var ref =
        new SegmentRef("s", track, startMillis, startMillis + 900, 1, kind, LatencyMarks.NONE);
    byte[] pcm = new byte[480];
    return new SpokenTranslation(
        ref, "S1", "pt", 0, pcm, VoiceTier.SIMILAR, false, null, lateMillis);
  }

  private int keptEntries() {
    var operator = (AbstractStreamOperator<?>) harness.getOperator();
    var backend = (RocksDBKeyedStateBackend<?>) operator.<String>getKeyedStateBackend();
    return backend.numKeyValueStateEntries();
  }

  /** What left since the last look. */
  private List<Delivery> delivered() throws InvalidProtocolBufferException {
    List<Delivery> deliveries = new ArrayList<>();
    List<OutgoingDelivery> all = harness.extractOutputValues();
    for (; seen < all.size(); seen++) {
      deliveries.add(Delivery.parseFrom(all.get(seen).delivery()));
    }
    return deliveries;
  }

  private List<Delivery> deliveredTo(String track) throws InvalidProtocolBufferException {
    return delivered().stream().filter(d -> d.getTrackId().equals(track)).toList();
  }

  private List<String> addressed() {
    return harness.extractOutputValues().stream()
        .skip(seen)
        .map(OutgoingDelivery::gateway)
        .toList();
  }

  private List<String> ids(String track) throws InvalidProtocolBufferException {
    return idsOf(deliveredTo(track));
  }

  private static List<String> idsOf(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::getId).toList();
  }
}
