package org.univoice.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AtOnceTest {
  private final AtOnce two = new AtOnce(2);

  @Test
  void shouldLetEachHaveSoManyUnderWayAndAnotherWhenOneHasEnded() {
    assertThat(two.begin("ana")).isTrue();
    assertThat(two.begin("ana")).isTrue();
    assertThat(two.begin("ana")).isFalse();
    assertThat(two.begin("bob")).isTrue();

    two.end("ana");

    assertThat(two.begin("ana")).isTrue();
    assertThat(two.begin("ana")).isFalse();
  }
}
