package org.univoice.job.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.univoice.job.stream.LatencyMarks;

class SegmentRefTest {

  private static final LatencyMarks CAPTURED = new LatencyMarks(50_000, 50_040, 0, 0, 0, 0, 0);

  @Test
  void shouldNameAPartByItsOwnStartAndHoldItWithItsSegment() {
    var part = candidate(2).part(3_000, 4_500);

    assertThat(part.segmentId()).isEqualTo("ana:3000");
    assertThat(part.wholeId()).isEqualTo("ana:1000").isEqualTo(candidate(2).wholeId());
    assertThat(part.isSameSegment(candidate(2))).isTrue();
  }

  @Test
  void shouldCountALatencyFromWhereThePartEnded() {
    var part = candidate(2).part(1_000, 4_500);

    assertThat(part.marks().capturedMillis()).isEqualTo(49_500);
  }

  @Property
  void aPartOfAPartBelongsToTheSameSegment(
      @ForAll @IntRange(min = 1_000, max = 5_000) int from,
      @ForAll @IntRange(min = 1_000, max = 5_000) int from2) {
    var part = candidate(2).part(from, 5_000).part(from2, 5_000).as(SegmentKind.FINAL);

    assertThat(part.wholeId()).isEqualTo("ana:1000");
    assertThat(part.startMillis()).isEqualTo(from2);
  }

  @Test
  void shouldNotVoidAnotherPartOfTheSameRevision() {
    var first = candidate(2).part(1_000, 2_000);
    var second = candidate(2).part(2_000, 5_000);

    assertThat(second.voids(first)).isFalse();
    assertThat(candidate(3).voids(second)).isTrue();
    assertThat(candidate(2).as(SegmentKind.WITHDRAWN).voids(second)).isTrue();
    assertThat(candidate(1).as(SegmentKind.WITHDRAWN).voids(second)).isFalse();
    assertThat(candidate(3).voids(second.as(SegmentKind.FINAL))).isFalse();
  }

  private static SegmentRef candidate(int revision) {
    return new SegmentRef("s", "ana", 1_000, 5_000, revision, SegmentKind.CANDIDATE, CAPTURED);
  }
}
