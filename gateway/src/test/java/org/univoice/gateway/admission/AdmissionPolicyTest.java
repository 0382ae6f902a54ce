package org.univoice.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.error.ErrorCode;

class AdmissionPolicyTest {
  private static final AdmissionConfig CONFIG =
      new AdmissionConfig(0.8, 0.9, 0.1, Duration.ofSeconds(5), false);

  private final AdmissionPolicy policy = new AdmissionPolicy(CONFIG);

  @Test
  void shouldNotMindAMomentOfFullLoad() {
    observe(new Load(1, 0), 1);
    assertThat(policy.refusal()).isEmpty();
  }

  @Test
  void shouldRefuseWhenTheLoadStaysHighAndSayWhenToAskAgain() {
    observe(new Load(1, 0), 30);
    assertThat(policy.refusal())
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
              assertThat(refusal.retryAfterSeconds()).isPositive();
              assertThat(refusal).hasMessageContaining("to do");
              assertThat(refusal.suggestion()).isNotBlank();
            });
  }

  @Test
  void shouldOpenAgainOnlyWellBelowWhereItClosed() {
    observe(new Load(1, 0), 30);
    observe(new Load(0.75, 0), 60);
    assertThat(policy.refusal()).isPresent();
    observe(new Load(0.65, 0), 60);
    assertThat(policy.refusal()).isEmpty();
    observe(new Load(0.75, 0), 60);
    assertThat(policy.refusal()).isEmpty();
  }

  @Test
  void shouldRefuseAtOnceWhenTheHeapIsNearlyFull() {
    observe(new Load(0, 0.95), 1);
    assertThat(policy.refusal())
        .hasValueSatisfying(refusal -> assertThat(refusal).hasMessageContaining("in memory"));
    observe(new Load(0, 0.85), 1);
    assertThat(policy.refusal()).isPresent();
    observe(new Load(0, 0.75), 1);
    assertThat(policy.refusal()).isEmpty();
  }

  @Test
  void shouldKeepWhatItKnowsWhileTheLoadIsNotKnown() {
    observe(new Load(1, 0), 30);
    observe(new Load(-1, 0), 60);
    assertThat(policy.refusal()).isPresent();
  }

  @Property
  void shouldNeverRefuseWhileTheLoadStaysBelowTheLimits(
      @ForAll List<@DoubleRange(min = 0, max = 0.8) Double> loads) {
    AdmissionPolicy fresh = new AdmissionPolicy(CONFIG);
    for (double load : loads) {
      fresh.observe(new Load(load, load), 1_000);
      assertThat(fresh.refusal()).isEmpty();
    }
  }

  private void observe(Load load, int seconds) {
    for (int i = 0; i < seconds; i++) {
      policy.observe(load, 1_000);
    }
  }
}
