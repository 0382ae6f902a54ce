package org.univoice.job.triton;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepairPolicyTest {

  private final RepairPolicy policy = new RepairPolicy(3);

  @Test
  void shouldRepairAfterEnoughFailuresInARow() {
    assertThat(policy.onInternal(0)).isFalse();
    assertThat(policy.onInternal(1)).isFalse();
    policy.onSuccess();
    assertThat(policy.onInternal(2)).isFalse();
    assertThat(policy.onInternal(3)).isFalse();
    assertThat(policy.onInternal(4)).isTrue();
  }

  @Test
  void shouldNotRepairTwiceAtOnce() {
    fail(3, 0);
    for (int i = 0; i < 10; i++) {
      assertThat(policy.onInternal(i)).isFalse();
    }
  }

  @Test
  void shouldWaitTwiceAsLongBeforeEveryFurtherRepair() {
    fail(3, 0);
    policy.onRepairEnded(0, true);
    fail(3, 4_999);
    assertThat(policy.onInternal(5_000)).isTrue();
    policy.onRepairEnded(5_000, true);
    fail(3, 14_999);
    assertThat(policy.onInternal(15_000)).isTrue();
  }

  @Test
  void shouldLoadAgainOnlyAMissingModelThatItUnloadedItself() {
    for (int i = 0; i < 5; i++) {
      assertThat(policy.onMissing(0)).isFalse();
    }
    fail(3, 0);
    policy.onRepairEnded(0, false);
    policy.onMissing(5_000);
    policy.onMissing(5_000);
    assertThat(policy.onMissing(5_000)).isTrue();
  }

  private void fail(int times, long nowMillis) {
    for (int i = 0; i < times; i++) {
      policy.onInternal(nowMillis);
    }
  }
}
