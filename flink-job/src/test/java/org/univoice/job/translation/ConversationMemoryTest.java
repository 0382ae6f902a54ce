package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;

class ConversationMemoryTest {

  @Test
  void shouldRememberTheLastFiveTurns() {
    ConversationMemory memory = ConversationMemory.EMPTY;
    for (int i = 0; i < 7; i++) {
      memory = memory.with(turn(said(i), "said " + i));
    }

    assertThat(memory.contextOf(said(7)))
        .containsExactly("said 2", "said 3", "said 4", "said 5", "said 6");
  }

  @Test
  void shouldReplaceATurnByItsLaterRevision() {
    ConversationMemory memory =
        ConversationMemory.EMPTY
            .with(turn(candidate("ana", 1), "I"))
            .with(turn(candidate("ana", 2), "I agree"));

    assertThat(memory.contextOf(said(1))).containsExactly("I agree");
  }

  @Test
  void shouldReplaceEveryPartOfAnEarlierRevision() {
    ConversationMemory memory =
        ConversationMemory.EMPTY
            .with(turn(candidate("ana", 1).part(0, 300), "I"))
            .with(turn(candidate("ana", 1).part(300, 900), "You agree"))
            .with(turn(candidate("ana", 2), "I agree"));

    assertThat(memory.contextOf(said(1))).containsExactly("I agree");
  }

  @Test
  void shouldGiveAPartWhatWasSaidBeforeItInTheSameSegment() {
    ConversationMemory memory =
        ConversationMemory.EMPTY.with(turn(candidate("ana", 1).part(0, 300), "I agree"));

    assertThat(memory.contextOf(candidate("ana", 1).part(300, 900))).containsExactly("I agree");
    assertThat(memory.contextOf(candidate("ana", 2).part(300, 900))).isEmpty();
  }

  @Test
  void shouldNotGiveASegmentItselfAsContext() {
    ConversationMemory memory = ConversationMemory.EMPTY.with(turn(candidate("ana", 1), "I"));

    assertThat(memory.contextOf(candidate("ana", 1))).isEmpty();
  }

  @Test
  void shouldForgetAWithdrawnSegmentButNotWhatWasCertainOfIt() {
    ConversationMemory memory =
        ConversationMemory.EMPTY
            .with(turn(candidate("ana", 1).as(SegmentKind.FINAL).part(0, 300), "Well,"))
            .with(turn(candidate("ana", 2).part(300, 900), "I"));

    assertThat(memory.withoutCandidates("ana:0", 2).contextOf(said(1))).containsExactly("Well,");
    assertThat(memory.withoutCandidates("ana:0", 1).contextOf(said(1)))
        .containsExactly("Well,", "I");
  }

  @Test
  void shouldForgetATrackThatEndedAndNothingElse() {
    ConversationMemory memory =
        ConversationMemory.EMPTY
            .with(turn(candidate("ana", 1), "hello"))
            .with(turn(candidate("ana2", 1), "hi"));

    assertThat(memory.withoutTrack("ana").contextOf(said(1))).containsExactly("hi");
    assertThat(memory.withoutTrack("ana").withoutTrack("ana2")).isNull();
  }

  private static SegmentRef said(int index) {
    long start = index * 1_000L;
    return new SegmentRef("s", "ana", start, start + 900, 1, SegmentKind.FINAL, LatencyMarks.NONE);
  }

  private static SegmentRef candidate(String track, int revision) {
    return new SegmentRef("s", track, 0, 900, revision, SegmentKind.CANDIDATE, LatencyMarks.NONE);
  }

  private static ConversationTurn turn(SegmentRef ref, String source) {
    return ConversationTurn.of(ref, source, "");
  }
}
