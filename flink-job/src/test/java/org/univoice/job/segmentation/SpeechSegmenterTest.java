package org.univoice.job.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.job.segmentation.SegmentKind.CANDIDATE;
import static org.univoice.job.segmentation.SegmentKind.CONFIRMED;
import static org.univoice.job.segmentation.SegmentKind.FINAL;
import static org.univoice.job.segmentation.SegmentKind.PARTIAL;
import static org.univoice.job.segmentation.SegmentKind.WITHDRAWN;
import static org.univoice.job.segmentation.voiceactivity.Pcm16.toMillis;
import static org.univoice.job.segmentation.voiceactivity.Pcm16.toSamples;
import static org.univoice.job.stream.QualityMode.BALANCED;
import static org.univoice.job.stream.QualityMode.QUALITY;
import static org.univoice.job.stream.QualityMode.SPEED;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SpeechSegmenterTest {

  private static final SegmentationConfig CONFIG = SegmentationConfig.standard();
  private static final long WINDOW_MILLIS = 32;

  private final Segmented track = new Segmented(CONFIG);

  @Nested
  class WhenSomebodyBeginsToSpeak {

    @Test
    void shouldNotOpenOnAClick() {
      assertThat(track.hear(new Speech().pause(500).voice(64).pause(1_000).pcm()).end()).isEmpty();
    }

    @Test
    void shouldNotOpenOnSilence() {
      assertThat(track.hear(new Speech().pause(3_000).pcm()).end()).isEmpty();
    }

    @Test
    void shouldKeepThePreRoll() {
      var decisions = track.hear(new Speech().pause(960).voice(960).pause(960).pcm()).end();

      var candidate = only(CANDIDATE, decisions);
      assertThat(toMillis(candidate.firstVoiced())).isEqualTo(960);
      assertThat(toMillis(candidate.audioFrom())).isEqualTo(560);
      assertThat(toMillis(candidate.lastVoiced())).isEqualTo(1_920);
    }

    @Test
    void shouldHaveNoMorePreRollThanThereIsAudio() {
      var decisions = track.hear(new Speech().pause(96).voice(960).pause(960).pcm()).end();

      assertThat(only(CANDIDATE, decisions).audioFrom()).isZero();
    }

    @Test
    void shouldSendAPartialForEveryHalfSecondOfNewSpeech() {
      track.hear(Speech.of(2_048).pcm());

      assertThat(track.soFar()).extracting(SegmentDecision::kind).containsOnly(PARTIAL).hasSize(4);
      assertThat(track.soFar()).extracting(SegmentDecision::revision).containsExactly(1, 2, 3, 4);
    }
  }

  @Nested
  class WhenThereIsAPause {

    @Test
    void shouldCutACandidateAfterTwoHundredMillis() {
      track.hear(Speech.of(480).pause(224).pcm());

      assertThat(kinds(track.soFar())).containsExactly(CANDIDATE);
      assertThat(toMillis(track.soFar().get(0).audioTo())).isEqualTo(704);
    }

    @Test
    void shouldConfirmTheCandidateOnceThePauseExceedsFiveHundredMillis() {
      track.hear(Speech.of(480).pause(480).pcm());
      assertThat(kinds(track.soFar())).containsExactly(CANDIDATE);

      track.hear(new Speech().pause(WINDOW_MILLIS).pcm());

      assertThat(kinds(track.soFar())).containsExactly(CANDIDATE, CONFIRMED);
      assertThat(track.soFar()).extracting(SegmentDecision::revision).containsExactly(1, 1);
    }

    @Test
    void shouldWithdrawTheCandidateWhenSpeechGoesOn() {
      track.hear(Speech.of(480).pause(320).voice(480).pause(960).pcm());

      assertThat(kinds(track.soFar())).containsExactly(CANDIDATE, WITHDRAWN, CANDIDATE, CONFIRMED);
      assertThat(track.soFar()).extracting(SegmentDecision::revision).containsExactly(1, 1, 2, 2);
      assertThat(track.soFar()).extracting(SegmentDecision::firstVoiced).containsOnly(0L);
    }

    @Test
    void shouldCutOnlyOneCandidatePerPause() {
      track.hear(Speech.of(480).pause(5_000).pcm());

      assertThat(kinds(track.soFar())).containsExactly(CANDIDATE, CONFIRMED);
    }

    @Test
    void shouldFinishWithoutACandidateWhenSpeculationIsOff() {
      var decisions =
          Segmented.whole(CONFIG.withSpeculation(false), Speech.of(480).pause(960).pcm());

      assertThat(kinds(decisions)).containsExactly(FINAL);
      assertThat(toMillis(decisions.get(0).audioTo())).isEqualTo(680);
    }
  }

  @Nested
  class WhenSpeechGoesOnForLong {

    @Test
    void shouldCutAtTheQuietestPointBeforeFifteenSeconds() {
      byte[] pcm = Speech.of(12_800).voice(64, 400).voice(6_400).pcm();

      var decisions = track.hear(pcm).soFar();

      var cut = only(FINAL, decisions);
      assertThat(toMillis(cut.audioTo())).isBetween(12_800L, 12_864L);
    }

    @Test
    void shouldGoOnRightAfterTheCut() {
      var decisions = track.hear(Speech.of(20_000).pause(960).pcm()).end();

      var cut = only(FINAL, decisions);
      var next = only(CANDIDATE, decisions);
      assertThat(next.audioFrom()).isEqualTo(cut.audioTo());
      assertThat(next.firstVoiced()).isEqualTo(cut.audioTo());
      assertThat(decisions)
          .filteredOn(decision -> decision.firstVoiced() == next.firstVoiced())
          .first()
          .extracting(SegmentDecision::revision)
          .isEqualTo(1);
    }

    @Test
    void shouldTakeAShorterPauseForTheEndOfLongSpeech() {
      byte[] breath = new Speech().pause(320).pcm();

      track.hear(Speech.of(6_304).pcm()).hear(breath);
      assertThat(last(track.soFar()).kind()).isEqualTo(CANDIDATE);

      track.hear(Speech.of(320).pcm()).hear(breath);
      assertThat(last(track.soFar()).kind()).isEqualTo(CONFIRMED);
    }

    @Test
    void shouldTakeTheShorterPauseWithoutSpeculationToo() {
      var unhurried = CONFIG.withSpeculation(false);

      var decisions =
          Segmented.whole(unhurried, Speech.of(6_624).pause(320).voice(480).pause(960).pcm());

      assertThat(kinds(decisions)).filteredOn(kind -> kind == FINAL).hasSize(2);
    }

    @Test
    void shouldTakeAGoodDipAtOnceWhenItIsLongAlready() {
      var decisions = track.hear(Speech.of(12_480).pause(128).pcm()).soFar();

      assertThat(toMillis(only(FINAL, decisions).lastVoiced())).isEqualTo(12_480);
    }

    @Test
    void shouldConfirmAnOpenCandidateWhenTheSegmentBecomesLong() {
      var decisions = track.hear(Speech.of(11_744).pause(288).pcm()).soFar();

      assertThat(kinds(decisions).subList(decisions.size() - 2, decisions.size()))
          .containsExactly(CANDIDATE, CONFIRMED);
    }
  }

  @Nested
  class WhenSpeedOrQualityIsPreferred {

    private final byte[] breath = new Speech().pause(320).pcm();

    @Test
    void shouldTakeAShortPauseForTheEndWhereSpeedIs() {
      track.preferring(SPEED).hear(Speech.of(2_528).pcm()).hear(breath);

      assertThat(last(track.soFar()).kind()).isEqualTo(CONFIRMED);
    }

    @Test
    void shouldWaitForMoreThanAFewWordsWhereSpeedIs() {
      track.preferring(SPEED).hear(Speech.of(2_464).pcm()).hear(breath);
      assertThat(last(track.soFar()).kind()).isEqualTo(CANDIDATE);

      track.hear(new Speech().pause(192).pcm());
      assertThat(last(track.soFar()).kind()).isEqualTo(CONFIRMED);
    }

    @Test
    void shouldNotTakeTheBreathInsideAWordForTheEnd() {
      track.preferring(SPEED).hear(Speech.of(3_008).pause(288).voice(480).pcm());

      assertThat(kinds(track.soFar())).doesNotContain(CONFIRMED);
    }

    @Test
    void shouldTakeAShortPauseForTheEndWithoutSpeculationToo() {
      var unhurried = new Segmented(CONFIG.withSpeculation(false)).preferring(SPEED);

      assertThat(last(unhurried.hear(Speech.of(2_528).pcm()).hear(breath).soFar()).kind())
          .isEqualTo(FINAL);
    }

    @Test
    void shouldWaitForTheWholePauseOfLongSpeechWhereQualityIs() {
      track.preferring(QUALITY).hear(Speech.of(6_624).pcm()).hear(breath);
      assertThat(last(track.soFar()).kind()).isEqualTo(CANDIDATE);

      track.hear(new Speech().pause(192).pcm());
      assertThat(last(track.soFar()).kind()).isEqualTo(CONFIRMED);
    }

    @Test
    void shouldKeepToWhatWasPreferredWhenTheSegmentBegan() {
      track.hear(Speech.of(3_008).pcm()).preferring(SPEED).hear(breath);
      assertThat(last(track.soFar()).kind()).isEqualTo(CANDIDATE);

      track.hear(new Speech().pause(192).voice(3_008).pcm()).hear(breath);

      assertThat(track.soFar())
          .filteredOn(decision -> decision.kind() == CONFIRMED)
          .extracting(SegmentDecision::mode)
          .containsExactly(BALANCED, SPEED);
    }

    @Test
    void shouldDoWhatIsPreferredByNowAfterACutInLongSpeech() {
      var decisions =
          track
              .hear(Speech.of(1_024).pcm())
              .preferring(SPEED)
              .hear(Speech.of(18_016).pcm())
              .hear(breath)
              .soFar();

      assertThat(only(FINAL, decisions).mode()).isEqualTo(BALANCED);
      assertThat(last(decisions).kind()).isEqualTo(CONFIRMED);
      assertThat(last(decisions).mode()).isEqualTo(SPEED);
    }
  }

  @Nested
  class WhenTheTrackStops {

    @Test
    void shouldFinishWhatIsOpen() {
      var decisions = track.hear(Speech.of(400).pcm()).end();

      assertThat(kinds(decisions)).containsExactly(FINAL);
      assertThat(decisions.get(0).audioTo()).isEqualTo(toSamples(400));
    }

    @Test
    void shouldConfirmTheCandidateThatIsAlreadyThere() {
      assertThat(kinds(track.hear(Speech.of(480).pause(256).pcm()).end()))
          .containsExactly(CANDIDATE, CONFIRMED);
    }

    @Test
    void shouldOpenAnewWhenSpeechComesAfterAStop() {
      track.hear(Speech.of(480).pcm()).stop().hear(Speech.of(480).pause(960).pcm());

      assertThat(kinds(track.soFar())).containsExactly(FINAL, CANDIDATE, CONFIRMED);
      assertThat(track.soFar().get(1).audioFrom()).isEqualTo(track.soFar().get(0).audioTo());
    }
  }

  private static SegmentDecision last(List<SegmentDecision> decisions) {
    return decisions.get(decisions.size() - 1);
  }

  private static List<SegmentKind> kinds(List<SegmentDecision> decisions) {
    return decisions.stream().map(SegmentDecision::kind).toList();
  }

  private static SegmentDecision only(SegmentKind kind, List<SegmentDecision> decisions) {
    var found = decisions.stream().filter(decision -> decision.kind() == kind).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
