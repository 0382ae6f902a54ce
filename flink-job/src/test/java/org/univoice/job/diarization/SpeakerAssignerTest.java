package org.univoice.job.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.univoice.job.diarization.Voices.said;
import static org.univoice.job.diarization.Voices.voice;
import static org.univoice.job.segmentation.SegmentKind.CANDIDATE;
import static org.univoice.job.segmentation.SegmentKind.CONFIRMED;
import static org.univoice.job.segmentation.SegmentKind.FINAL;
import static org.univoice.job.segmentation.SegmentKind.PARTIAL;

import org.junit.jupiter.api.Test;
import org.univoice.job.recognition.RecognizedSegment;

class SpeakerAssignerTest {

  private static final long LONG = 3_000;
  private static final long SHORT = 800;

  private final SpeakerAssigner assigner = new SpeakerAssigner(DiarizationConfig.standard());
  private SpeakerRoster roster = SpeakerRoster.EMPTY;
  private VoiceProfile profile;

  @Test
  void shouldTellTwoRecordedSpeakersOnOneMicrophoneApart() {
    var first = Voices.of("1998");
    var second = Voices.of("2414");

    for (int i = 0; i < first.size(); i++) {
      assertThat(assign(said(FINAL, "t", i * 20_000L, LONG, first.get(i)))).isEqualTo("S1");
      assertThat(assign(said(FINAL, "t", i * 20_000L + 10_000, LONG, second.get(i))))
          .isEqualTo("S2");
    }
  }

  @Test
  void shouldNameEachTracksSpeaker() {
    assertThat(assign(said(FINAL, "ana", 0, LONG, voice(0)))).isEqualTo("S1");
    assertThat(assign(said(FINAL, "bob", 0, LONG, voice(1)))).isEqualTo("S2");
    assertThat(assign(said(FINAL, "ana", 9_000, LONG, voice(0)))).isEqualTo("S1");
  }

  @Test
  void shouldLeanOnTheLastSpeakerWhenAShortUtteranceCouldBeAnybodys() {
    assign(said(FINAL, "t", 0, LONG, voice(0)));
    assign(said(FINAL, "t", 5_000, LONG, voice(1)));

    assertThat(assign(said(FINAL, "t", 9_000, SHORT, mix(0.71f, 0.70f)))).isEqualTo("S2");
    assertThat(assign(said(FINAL, "t", 12_000, SHORT, mix(0.9f, 0.4f)))).isEqualTo("S1");
  }

  @Test
  void shouldMakeNobodyKnownByAShortUtterance() {
    assign(said(FINAL, "t", 0, LONG, voice(0)));

    assertThat(assign(said(FINAL, "t", 5_000, SHORT, voice(1)))).isEqualTo("S1");
    assertThat(roster.speakers()).hasSize(1);
  }

  @Test
  void shouldLeanOnTheLastSpeakerWhenThereIsNoVoiceprint() {
    assign(said(FINAL, "t", 0, LONG, voice(0)));
    assign(said(FINAL, "t", 5_000, LONG, voice(1)));

    assertThat(assign(said(FINAL, "t", 9_000, LONG, null))).isEqualTo("S2");
  }

  @Test
  void shouldGuessTheSpeakerOfAPartial() {
    assertThat(assign(said(PARTIAL, "t", 0, LONG, null))).isEqualTo("S1");
    assertThat(roster.speakers()).isEmpty();
    assign(said(FINAL, "t", 0, LONG, voice(0)));

    assertThat(assign(said(PARTIAL, "t", 9_000, SHORT, null))).isEqualTo("S1");
    assertThat(profile.utterances()).isEqualTo(1);
  }

  @Test
  void shouldCountASegmentOnceHoweverOftenItIsRevised() {
    assign(said(FINAL, "t", 0, LONG, voice(0)));
    assign(said(CANDIDATE, "t", 9_000, 2_000, voice(0)));
    assign(said(CANDIDATE, "t", 9_000, 4_000, voice(0)));

    assertThat(assign(said(CANDIDATE, "t", 9_000, 6_000, voice(0)))).isEqualTo("S1");
    assertThat(profile.utterances()).isEqualTo(2);
  }

  @Test
  void shouldTakeBackASpeakerThatARevisionDidNotHear() {
    assign(said(FINAL, "t", 0, LONG, voice(0)));
    assertThat(assign(said(CANDIDATE, "t", 9_000, 2_000, voice(1)))).isEqualTo("S2");

    assertThat(assign(said(CANDIDATE, "t", 9_000, 6_000, voice(0)))).isEqualTo("S1");
    assertThat(roster.speakers()).hasSize(1);
  }

  @Test
  void shouldKeepTheIdOfANewSpeakerOverRevisions() {
    assign(said(FINAL, "t", 0, LONG, voice(0)));
    assign(said(CANDIDATE, "t", 9_000, 2_000, voice(1)));

    assertThat(assign(said(CANDIDATE, "t", 9_000, 6_000, voice(1)))).isEqualTo("S2");
    assertThat(assign(said(FINAL, "t", 20_000, LONG, voice(2)))).isEqualTo("S3");
  }

  @Test
  void shouldKeepARunningAverageOfTheVoice() {
    assign(said(FINAL, "t", 0, LONG, mix(1, 0)));
    assign(said(FINAL, "t", 5_000, LONG, mix(0.8f, 0.6f)));

    assertThat(profile.centroid()[0])
        .isCloseTo((float) (0.9 / Math.hypot(0.9, 0.3)), within(1e-5f));
    assertThat(profile.utterances()).isEqualTo(2);
  }

  @Test
  void shouldNotBlurAKnownVoiceWithShortUtterances() {
    assign(said(FINAL, "t", 0, LONG, voice(0)));
    assign(said(FINAL, "t", 5_000, SHORT, voice(1)));

    assertThat(profile.utterances()).isEqualTo(1);
  }

  @Test
  void shouldSayNobodyForMarkers() {
    assertThat(assign(said(CONFIRMED, "t", 0, LONG, null))).isEmpty();
  }

  private String assign(RecognizedSegment segment) {
    var assigned = assigner.assign(roster, segment);
    roster = assigned.roster();
    profile = assigned.turns().get(0).profile();
    return assigned.turns().get(0).speaker();
  }

  private static float[] mix(float first, float second) {
    float[] embedding = voice(0);
    embedding[0] = first;
    embedding[1] = second;
    return embedding;
  }
}
