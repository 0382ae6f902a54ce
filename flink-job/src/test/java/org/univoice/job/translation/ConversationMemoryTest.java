package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConversationMemoryTest {

  @Test
  void shouldRememberTheLastFiveTurns() {
    ConversationMemory memory = ConversationMemory.EMPTY;
    for (int i = 0; i < 7; i++) {
      memory = memory.with(turn("ana:" + i, "said " + i));
    }

    assertThat(memory.contextOf("ana:7"))
        .containsExactly("said 2", "said 3", "said 4", "said 5", "said 6");
  }

  @Test
  void shouldReplaceATurnByItsLaterRevision() {
    ConversationMemory memory =
        ConversationMemory.EMPTY.with(turn("ana:0", "I")).with(turn("ana:0", "I agree"));

    assertThat(memory.contextOf("ana:1")).containsExactly("I agree");
  }

  @Test
  void shouldNotGiveASegmentItselfAsContext() {
    assertThat(ConversationMemory.EMPTY.with(turn("ana:0", "I")).contextOf("ana:0")).isEmpty();
  }

  @Test
  void shouldForgetAWithdrawnSegment() {
    ConversationMemory memory = ConversationMemory.EMPTY.with(turn("ana:0", "I"));

    assertThat(memory.without("ana:0").turns()).isEmpty();
  }

  @Test
  void shouldForgetATrackThatEndedAndNothingElse() {
    ConversationMemory memory =
        ConversationMemory.EMPTY.with(turn("ana:0", "hello")).with(turn("ana2:0", "hi"));

    assertThat(memory.withoutTrack("ana").contextOf("x:0")).containsExactly("hi");
    assertThat(memory.withoutTrack("ana").withoutTrack("ana2")).isNull();
  }

  private static ConversationTurn turn(String segment, String source) {
    return new ConversationTurn(segment, source, "");
  }
}
