package org.univoice.job.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveryMemoryTest {

  @Test
  void shouldRememberNoMoreNoticesThanWereToldLately() {
    var memory = DeliveryMemory.opened(0);
    for (int i = 0; i < 1_000; i++) {
      memory = memory.withNotice("SPEECH_BEHIND/pt/track-" + i, i * 1_000L, (i - 10) * 1_000L);
    }

    assertThat(memory.noticed()).hasSize(11).endsWith("SPEECH_BEHIND/pt/track-999");
    assertThat(memory.noticedMillis()).hasSize(11).startsWith(989_000).endsWith(999_000);
    assertThat(memory.wasNoticedSince("SPEECH_BEHIND/pt/track-995", 995_000)).isTrue();
    assertThat(memory.wasNoticedSince("SPEECH_BEHIND/pt/track-995", 995_001)).isFalse();
  }

  @Test
  void shouldRememberWhenTheSameWasToldLast() {
    var memory = DeliveryMemory.opened(0).withNotice("A/pt", 1_000, 0).withNotice("A/pt", 2_000, 0);

    assertThat(memory.noticed()).containsExactly("A/pt");
    assertThat(memory.wasNoticedSince("A/pt", 1_500)).isTrue();
  }
}
