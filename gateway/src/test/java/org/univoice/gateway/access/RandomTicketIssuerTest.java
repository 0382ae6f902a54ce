package org.univoice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.error.RefusedException;

class RandomTicketIssuerTest {
  private static final TicketClaims CLAIMS =
      new TicketClaims("session", "participant", Set.of(Permission.SPEAK));

  private final MutableClock clock = new MutableClock();
  private final RandomTicketIssuer issuer =
      new RandomTicketIssuer(clock, Duration.ofSeconds(60), 3);

  @Test
  void shouldGiveBackWhatTheTicketIsBoundToOnce() {
    String ticket = issuer.issue(CLAIMS).value();
    assertThat(issuer.redeem(ticket)).isEqualTo(CLAIMS);
    assertThatThrownBy(() -> issuer.redeem(ticket)).isInstanceOf(RefusedException.class);
  }

  @Test
  void shouldRefuseAfterSixtySeconds() {
    String late = issuer.issue(CLAIMS).value();
    String inTime = issuer.issue(CLAIMS).value();
    clock.pass(Duration.ofMillis(59_999));
    assertThat(issuer.redeem(inTime)).isEqualTo(CLAIMS);
    clock.pass(Duration.ofMillis(1));
    assertThatThrownBy(() -> issuer.redeem(late)).isInstanceOf(RefusedException.class);
  }

  @Test
  void shouldNotLetAWrongSecretUseTheTicketUp() {
    String ticket = issuer.issue(CLAIMS).value();
    String id = ticket.substring(0, ticket.indexOf('.'));
    assertThatThrownBy(() -> issuer.redeem(id + ".wrong")).isInstanceOf(RefusedException.class);
    assertThat(issuer.redeem(ticket)).isEqualTo(CLAIMS);
  }

  @Test
  void shouldRefuseWhatIsNoTicket() {
    for (String nonsense : new String[] {null, "", ".", "a.b", "x".repeat(10_000) + ".y"}) {
      assertThatThrownBy(() -> issuer.redeem(nonsense)).isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void shouldHoldNoMoreThanItMayAndForgetTheExpired() {
    IntStream.range(0, 3).forEach(i -> issuer.issue(CLAIMS));
    assertThatThrownBy(() -> issuer.issue(CLAIMS)).hasMessageContaining("Too many");
    clock.pass(Duration.ofSeconds(61));
    assertThat(issuer.issue(CLAIMS)).isNotNull();
  }

  @Test
  void shouldNotShowTheSecret() {
    Ticket ticket = issuer.issue(CLAIMS);
    assertThat(ticket.toString()).doesNotContain(ticket.value());
  }

  @Test
  void shouldLetOnlyOneOfManyWhoRaceIn() throws Exception {
    ExecutorService racers = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 200; round++) {
        String ticket = issuer.issue(CLAIMS).value();
        CountDownLatch start = new CountDownLatch(1);
        Callable<Integer> racer = () -> admitted(ticket, start);
        List<Future<Integer>> results =
            IntStream.range(0, 8).mapToObj(i -> racers.submit(racer)).toList();
        start.countDown();
        int admitted = 0;
        for (Future<Integer> result : results) {
          admitted += result.get();
        }
        assertThat(admitted).isEqualTo(1);
      }
    } finally {
      racers.shutdownNow();
    }
  }

  private int admitted(String ticket, CountDownLatch start) throws InterruptedException {
    start.await();
    try {
      issuer.redeem(ticket);
      return 1;
    } catch (RefusedException e) {
      return 0;
    }
  }
}
