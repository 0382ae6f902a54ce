package org.univoice.gateway.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every store of erasures promises. */
public abstract class ErasureStoreContract {

  protected abstract ErasureStore store();

  @Test
  void shouldKeepHowFarAnErasureIsAndListItUntilItIsDone() {
    Erasure begun = store().begin(Erasure.requested("a/../b", 1, 2));
    Erasure erasure = begun.with("sessions", 3).failed(4);
    assertThat(store().replace(begun, erasure)).isTrue();
    assertThat(store().find("a/../b")).hasValue(erasure);
    assertThat(store().open()).contains(erasure);

    Erasure done = erasure.completed(5);
    assertThat(store().replace(erasure, done)).isTrue();

    assertThat(store().find("a/../b")).hasValue(done);
    assertThat(store().open()).noneMatch(open -> open.userId().equals("a/../b"));
    assertThat(store().find("b")).isEmpty();
  }

  @Test
  void shouldBeginOneAtATimeAndAnotherWhenItIsDone() {
    Erasure first = store().begin(Erasure.requested("eve", 1, 2));
    assertThat(store().begin(Erasure.requested("eve", 3, 4))).isEqualTo(first);
    store().replace(first, first.completed(5));

    Erasure second = Erasure.requested("eve", 6, 7);
    assertThat(store().begin(second)).isEqualTo(second);
    assertThat(store().find("eve")).hasValue(second);
  }

  @Test
  void shouldLetOneOfTwoGatewaysGoOnAndNeverUndoWhatTheOtherDid() {
    Erasure begun = store().begin(Erasure.requested("bob", 1, 2));
    Erasure further = begun.with("one", 3);
    assertThat(store().replace(begun, further)).isTrue();
    assertThat(store().replace(begun, begun.failed(4))).isFalse();
    assertThat(store().find("bob")).hasValue(further);

    store().replace(further, further.completed(5));
    assertThat(store().replace(further, further.with("two", 6))).isFalse();
    assertThat(store().find("bob").orElseThrow().isComplete()).isTrue();
  }
}
