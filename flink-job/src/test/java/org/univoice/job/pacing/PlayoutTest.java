package org.univoice.job.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;

class PlayoutTest {

  private static final long NOW = 1_000_000;

  @Test
  void shouldPlayPiecesOneAfterTheOther() {
    Playout heard =
        Playout.NOTHING_HEARD
            .with(ref(SegmentKind.FINAL, 0, 1), 900, NOW)
            .with(ref(SegmentKind.FINAL, 0, 1), 600, NOW + 100)
            .with(ref(SegmentKind.FINAL, 2_000, 1), 500, NOW + 5_000);

    assertThat(heard.heardUntilMillis()).isEqualTo(NOW + 5_500);
    assertThat(heard.waitingMillis(NOW + 5_100)).isEqualTo(400);
    assertThat(heard.waitingMillis(NOW + 9_000)).isZero();
  }

  @Test
  void shouldCountFromTheEndOfWhatWasSaid() {
    Playout heard = Playout.NOTHING_HEARD.with(ref(SegmentKind.FINAL, 0, 1), 3_000, NOW);
    SegmentRef next =
        ref(SegmentKind.FINAL, 2_000, 1)
            .withMarks(new LatencyMarks(NOW - 800, NOW, NOW, NOW, NOW, NOW, 0));

    assertThat(heard.lateMillis(next, NOW)).isEqualTo(3_800);
    assertThat(Playout.NOTHING_HEARD.lateMillis(next, NOW)).isEqualTo(800);
    assertThat(heard.lateMillis(ref(SegmentKind.FINAL, 2_000, 1), NOW)).isEqualTo(3_000);
  }

  @Test
  void shouldTakeBackWhatANewerRevisionReplaces() {
    Playout revised =
        Playout.NOTHING_HEARD
            .with(ref(SegmentKind.CANDIDATE, 0, 1), 2_000, NOW)
            .with(ref(SegmentKind.CANDIDATE, 0, 1).part(500, 900), 1_000, NOW)
            .with(ref(SegmentKind.CANDIDATE, 0, 2), 2_500, NOW);

    assertThat(revised.heardUntilMillis()).isEqualTo(NOW + 2_500);
  }

  @Test
  void shouldTakeBackWhatWasWithdrawn() {
    Playout before = Playout.NOTHING_HEARD.with(ref(SegmentKind.FINAL, 0, 1), 1_000, NOW);
    Playout candidate = before.with(ref(SegmentKind.CANDIDATE, 2_000, 1), 2_000, NOW);

    assertThat(candidate.facing(ref(SegmentKind.WITHDRAWN, 2_000, 1)).heardUntilMillis())
        .isEqualTo(before.heardUntilMillis());
    assertThat(candidate.facing(ref(SegmentKind.CONFIRMED, 2_000, 1))).isEqualTo(candidate);
    assertThat(candidate.facing(ref(SegmentKind.FINAL, 4_000, 1))).isEqualTo(candidate);
  }

  @Test
  void shouldKeepWhatIsCertainOfASegmentThatIsRevised() {
    SegmentRef clause = ref(SegmentKind.FINAL, 0, 1).part(0, 400);
    SegmentRef rest = ref(SegmentKind.CANDIDATE, 0, 2).part(400, 900);
    SegmentRef again = ref(SegmentKind.CANDIDATE, 0, 3).part(400, 950);

    Playout heard =
        Playout.NOTHING_HEARD
            .with(clause, 1_000, NOW)
            .with(rest, 1_000, NOW)
            .with(again, 1_200, NOW);

    assertThat(heard.heardUntilMillis()).isEqualTo(NOW + 2_200);
  }

  private static SegmentRef ref(SegmentKind kind, long startMillis, int revision) {
    return new SegmentRef(
        "s", "t", startMillis, startMillis + 900, revision, kind, LatencyMarks.NONE);
  }
}
