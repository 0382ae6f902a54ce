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

  private static final long NOW = 1_000_000;
  private static final VoiceProfile PROFILE =
      new VoiceProfile(new float[256], 5, 0.2f, new float[40], -20, 4, 1);

  private final VoiceCasting casting = new VoiceCasting();

  @Test
  void shouldUseTheStandardVoiceForSomebodyUnknown() {
    var cast = casting.cast(said(0, "olá", null), VoiceMemory.NOTHING_SPOKEN, NOW);

    assertThat(cast.voiced().wanted()).isEqualTo(VoiceTier.STANDARD);
  }

  @Test
  void shouldUseASimilarVoiceOnceTheSpeakerIsKnown() {
    var cast = casting.cast(said(0, "olá", PROFILE), VoiceMemory.NOTHING_SPOKEN, NOW);

    assertThat(cast.voiced().wanted()).isEqualTo(VoiceTier.SIMILAR);
    assertThat(cast.voiced().speed()).isEqualTo(1);
  }

  @Test
  void shouldCloneOnlyAVoiceThatIsEnrolled() {
    var enrolled = casting.cast(enrolled(PROFILE), VoiceMemory.NOTHING_SPOKEN, NOW);
    var unheard = casting.cast(enrolled(null), VoiceMemory.NOTHING_SPOKEN, NOW);

    assertThat(enrolled.voiced().wanted()).isEqualTo(VoiceTier.CLONED);
    assertThat(enrolled.voiced().profile()).isEqualTo(PROFILE);
    assertThat(unheard.voiced().wanted()).isEqualTo(VoiceTier.STANDARD);
  }

  @Test
  void shouldHurryWhenSpeechFallsBehindButNeverTooMuch() {
    VoiceMemory memory = VoiceMemory.NOTHING_SPOKEN;
    float speed = 1;
    for (int i = 0; i < 10; i++) {
      var cast = casting.cast(said(i, "a".repeat(100), PROFILE), memory, NOW);
      assertThat(cast.voiced().speed()).isBetween(speed, VoiceCasting.MAX_SPEED);
      speed = cast.voiced().speed();
      memory = cast.memory();
    }

    assertThat(speed).isEqualTo(VoiceCasting.MAX_SPEED);
  }

  @Test
  void shouldTakeItsTimeAgainWhenSpeechHasCaughtUp() {
    var before = casting.cast(said(0, "a".repeat(200), PROFILE), VoiceMemory.NOTHING_SPOKEN, NOW);

    var after = casting.cast(said(1, "olá", PROFILE), before.memory(), NOW + 20_000);

    assertThat(after.voiced().speed()).isEqualTo(1);
  }

  @Test
  void shouldCountARevisedSegmentOnce() {
    var first = casting.cast(candidate(1), VoiceMemory.NOTHING_SPOKEN, NOW);
    var revised = casting.cast(candidate(2), first.memory(), NOW);

    assertThat(revised.memory().spokenUntilMillis()).isEqualTo(first.memory().spokenUntilMillis());
  }

  @Test
  void shouldReplaceEveryPartOfARevisedSegment() {
    var whole = casting.cast(candidate(2), VoiceMemory.NOTHING_SPOKEN, NOW);
    var first = casting.cast(part(1, 0), VoiceMemory.NOTHING_SPOKEN, NOW);
    var second = casting.cast(part(1, 500), first.memory(), NOW);
    assertThat(second.memory().spokenUntilMillis())
        .isGreaterThan(first.memory().spokenUntilMillis());

    var revised = casting.cast(candidate(2), second.memory(), NOW);

    assertThat(revised.memory().spokenUntilMillis()).isEqualTo(whole.memory().spokenUntilMillis());
  }

  @Test
  void shouldKeepWhatIsCertainOfASegmentThatIsRevised() {
    var clause = casting.cast(said(0, "a".repeat(100), PROFILE), VoiceMemory.NOTHING_SPOKEN, NOW);
    var rest = casting.cast(part(2, 500), clause.memory(), NOW);
    var revised = casting.cast(part(3, 500), rest.memory(), NOW);

    assertThat(revised.memory().spokenUntilMillis())
        .isEqualTo(rest.memory().spokenUntilMillis())
        .isGreaterThan(clause.memory().spokenUntilMillis());
  }

  @Test
  void shouldSpeakNothingWhenThereIsNothingToSay() {
    var cast = casting.cast(said(0, " ", PROFILE), VoiceMemory.NOTHING_SPOKEN, NOW);

    assertThat(cast.voiced().wanted()).isEqualTo(VoiceTier.NONE);
  }

  private static Translation said(long startMillis, String text, VoiceProfile profile) {
    var ref = new SegmentRef("s", "t", startMillis, 900, 1, SegmentKind.FINAL, LatencyMarks.NONE);
    return said(ref, text, profile);
  }

  private static Translation candidate(int revision) {
    return part(revision, 0);
  }

  private static Translation part(int revision, long fromMillis) {
    var whole =
        new SegmentRef("s", "t", 0, 900, revision, SegmentKind.CANDIDATE, LatencyMarks.NONE);
    return said(whole.part(fromMillis, 900), "a".repeat(100), PROFILE);
  }

  private static Translation said(SegmentRef ref, String text, VoiceProfile profile) {
    return said(ref, text, profile, null);
  }

  private static Translation enrolled(VoiceProfile profile) {
    var ref = new SegmentRef("s", "t", 0, 900, 1, SegmentKind.FINAL, LatencyMarks.NONE);
    return said(ref, "olá", profile, "profile-7");
  }

  private static Translation said(
      SegmentRef ref, String text, VoiceProfile profile, String profileId) {
    return new Translation(
        ref,
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
        profileId);
  }
}
