package org.univoice.job.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.translation.Entity;
import org.univoice.job.translation.Translation;

class VoiceCastingTest {

  private static final VoiceProfile PROFILE =
      new VoiceProfile(new float[256], 5, 0.2f, new float[40], -20, 4, 1);

  private final VoiceCasting casting = new VoiceCasting();

  @Test
  void shouldUseTheStandardVoiceForSomebodyUnknown() {
    assertThat(casting.cast(said(SegmentKind.FINAL, "olá", null)).wanted())
        .isEqualTo(VoiceTier.STANDARD);
  }

  @Test
  void shouldUseASimilarVoiceOnceTheSpeakerIsKnown() {
    VoicedTranslation voiced = casting.cast(said(SegmentKind.FINAL, "olá", PROFILE));

    assertThat(voiced.wanted()).isEqualTo(VoiceTier.SIMILAR);
    assertThat(voiced.profile()).isSameAs(PROFILE);
  }

  @Test
  void shouldCloneOnlyAVoiceThatIsEnrolled() {
    VoicedTranslation enrolled = casting.cast(enrolled(PROFILE));
    VoicedTranslation unheard = casting.cast(enrolled(null));

    assertThat(enrolled.wanted()).isEqualTo(VoiceTier.CLONED);
    assertThat(enrolled.profile()).isSameAs(PROFILE);
    assertThat(unheard.wanted()).isEqualTo(VoiceTier.STANDARD);
  }

  @Test
  void shouldSpeakNothingWhenThereIsNothingToSay() {
    assertThat(casting.cast(said(SegmentKind.FINAL, " ", PROFILE)).wanted())
        .isEqualTo(VoiceTier.NONE);
  }

  @Test
  void shouldSpeakNothingForAMarker() {
    assertThat(casting.cast(said(SegmentKind.CONFIRMED, "", PROFILE)).wanted())
        .isEqualTo(VoiceTier.NONE);
  }

  private static Translation said(SegmentKind kind, String text, VoiceProfile profile) {
    return said(kind, text, profile, null);
  }

  private static Translation enrolled(VoiceProfile profile) {
    return said(SegmentKind.FINAL, "olá", profile, "profile-7");
  }

  private static Translation said(
      SegmentKind kind, String text, VoiceProfile profile, String profileId) {
    return new Translation(
        new SegmentRef("s", "t", 0, 900, 1, kind, LatencyMarks.NONE),
        "S1",
        profile,
        "en",
        "pt",
        "",
        text,
        1,
        new String[0],
        new Entity[0],
        "useful",
        null,
        null,
        profileId,
        null);
  }
}
