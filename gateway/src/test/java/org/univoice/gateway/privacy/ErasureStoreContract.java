package org.univoice.gateway.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every store of erasures promises. */
public abstract class ErasureStoreContract {

  protected abstract ErasureStore store();

  @Test
  void shouldKeepHowFarAnErasureIsAndListItUntilItIsDone() {
    Erasure erasure = Erasure.requested("a/../b", 1, 2).with("sessions", 3).failed(4);
    store().put(erasure);
    assertThat(store().find("a/../b")).hasValue(erasure);
    assertThat(store().open()).contains(erasure);

    Erasure done = erasure.completed(5);
    store().put(done);

    assertThat(store().find("a/../b")).hasValue(done);
    assertThat(store().open()).noneMatch(open -> open.userId().equals("a/../b"));
    assertThat(store().find("b")).isEmpty();
  }
}
