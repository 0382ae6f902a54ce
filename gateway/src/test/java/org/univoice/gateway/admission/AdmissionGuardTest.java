package org.univoice.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.error.RefusedException;

class AdmissionGuardTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final AtomicReference<Load> load = new AtomicReference<>(new Load(0, 0));
  private final AdmissionGuard guard =
      new AdmissionGuard(AdmissionConfig.DEFAULT, load::get, metrics);

  @Test
  void shouldRefuseWhileTheLoadIsHighAndCountIt() {
    assertThatCode(guard::requireRoom).doesNotThrowAnyException();
    load.set(new Load(1, 0));
    guard.look(60_000);
    assertThatThrownBy(guard::requireRoom).isInstanceOf(RefusedException.class);
    assertThat(metrics.get("univoice.admission.open").gauge().value()).isZero();
    assertThat(metrics.get("univoice.admission.refused").counter().count()).isEqualTo(1);
    load.set(new Load(0, 0));
    guard.look(60_000);
    assertThatCode(guard::requireRoom).doesNotThrowAnyException();
    assertThat(metrics.get("univoice.admission.open").gauge().value()).isEqualTo(1);
  }

  @Test
  void shouldGoOnLookingAfterAFailure() {
    load.set(null);
    assertThatCode(() -> guard.look(1_000)).doesNotThrowAnyException();
  }

  @Test
  void shouldReadTheLoadOfThisMachine() {
    System.gc();
    Load now = new MachineLoad(true).get();
    assertThat(now.cpu()).isBetween(-1.0, 1.0);
    assertThat(now.heap()).isGreaterThan(0).isLessThanOrEqualTo(1);
  }
}
