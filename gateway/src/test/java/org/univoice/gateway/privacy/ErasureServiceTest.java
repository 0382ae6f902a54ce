package org.univoice.gateway.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.AccessPolicy;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.AuditLog;

class ErasureServiceTest {
  private static final Caller ANA =
      new Caller(Principal.of("ana", Role.USER), "127.0.0.1", "test", "r");

  private final MutableClock clock = new MutableClock();
  private final List<AuditEntry> audit = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final ErasureStore store = new MemoryErasureStore();
  private int failures;
  private Runnable meanwhile = () -> {};

  @Test
  void shouldDoEveryStepOnceInItsOrderAndProveIt() {
    service().request(ANA);
    service().run();
    service().run();

    assertThat(done).containsExactly("one:ana", "two:ana", "account:ana");
    assertThat(service().status(ANA).isComplete()).isTrue();
    assertThat(proofs()).containsExactly("one", "two", "account", "complete");
  }

  @Test
  void shouldTryAStepThatFailsAgainLaterAndNeverPassOverIt() {
    failures = 3;
    service().request(ANA);
    for (int i = 0; i < 100 && !service().status(ANA).isComplete(); i++) {
      service().run();
      clock.pass(Duration.ofSeconds(5));
    }

    assertThat(done).containsExactly("one:ana", "two:ana", "account:ana");
    assertThat(audit.stream().filter(e -> e.result() == AuditEntry.Result.FAILURE)).hasSize(3);
    assertThat(service().status(ANA).completedAt()).isLessThan(service().status(ANA).dueAt());
  }

  @Test
  void shouldGoOnWhereAGatewayThatIsGoneStopped() {
    failures = 1;
    service().request(ANA);
    service().run();
    assertThat(done).containsExactly("one:ana");
    clock.pass(Duration.ofMinutes(1));

    service().run();

    assertThat(done).containsExactly("one:ana", "two:ana", "account:ana");
  }

  @Test
  void shouldNotBeginAnewWhenItIsAskedForTwice() {
    long first = service().request(ANA).requestedAt();
    clock.pass(Duration.ofMinutes(1));

    assertThat(service().request(ANA).requestedAt()).isEqualTo(first);
    assertThat(service().status(ANA).dueAt() - first).isEqualTo(24 * 3_600_000L);
  }

  @Test
  void shouldLetOneGatewayAtATimeWorkOnIt() {
    meanwhile = () -> service().run();
    service().request(ANA);
    service().run();

    assertThat(done).containsExactly("one:ana", "two:ana", "account:ana");
  }

  @Test
  void shouldLeaveWhatAnotherGatewayHasDoneMeanwhileAlone() {
    meanwhile =
        () -> {
          // This one hung for so long that another took over, did it all, and ana came back.
          clock.pass(Duration.ofMinutes(11));
          service().run();
        };
    service().request(ANA);
    service().run();

    assertThat(done).containsExactly("one:ana", "two:ana", "account:ana", "one:ana");
    assertThat(service().status(ANA).isComplete()).isTrue();
  }

  @Test
  void shouldGoOnWithOthersWhenOneCannotBeWrittenDown() {
    service().request(ANA);
    service().request(new Caller(Principal.of("bob", Role.USER), "127.0.0.1", "test", "r"));
    AuditLog torn =
        entry -> {
          if (entry.userId().equals("ana")) {
            throw new IllegalStateException("no space left");
          }
        };
    service(torn).run();

    assertThat(store.find("bob").orElseThrow().isComplete()).isTrue();
    assertThat(store.find("ana").orElseThrow().isComplete()).isFalse();
  }

  /** Another gateway each time: all that is known lies in the store. */
  private ErasureService service() {
    return service(audit::add);
  }

  private ErasureService service(AuditLog log) {
    List<ErasureStep> steps =
        List.of(
            ErasureStep.of(
                "one",
                user -> {
                  Runnable other = meanwhile;
                  meanwhile = () -> {};
                  other.run();
                  done.add("one:" + user);
                }),
            ErasureStep.of(
                "two",
                user -> {
                  if (failures-- > 0) {
                    throw new IllegalStateException("away");
                  }
                  done.add("two:" + user);
                }),
            ErasureStep.of("account", user -> done.add("account:" + user)));
    Gatekeeper gatekeeper = new Gatekeeper(new AccessPolicy(), entry -> {}, clock);
    return new ErasureService(gatekeeper, store, steps, log, clock);
  }

  private List<String> proofs() {
    return audit.stream().map(entry -> entry.details().get("erasureStep")).toList();
  }
}
