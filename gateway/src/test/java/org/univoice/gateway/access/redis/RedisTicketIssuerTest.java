package org.univoice.gateway.access.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.cache.redis.RedisConfig;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.testing.RedisServer;

class RedisTicketIssuerTest {
  private static final TicketClaims CLAIMS =
      new TicketClaims("session", "participant", Set.of(Permission.SPEAK));

  private static RedisServer redis;
  private static RedisLink link;
  private static RedisTicketIssuer here;
  private static RedisTicketIssuer there;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    link = RedisLink.open(RedisConfig.of(redis.uri()));
    here = issuer(Duration.ofSeconds(60));
    there = issuer(Duration.ofSeconds(60));
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      link.close();
      redis.close();
    }
  }

  @Test
  void shouldTakeATicketOfAnyGatewayOnce() {
    String ticket = here.issue(CLAIMS).value();

    assertThat(there.redeem(ticket)).isEqualTo(CLAIMS);

    assertThatThrownBy(() -> there.redeem(ticket)).hasMessageContaining("unknown, used or expired");
    assertThatThrownBy(() -> here.redeem(ticket)).hasMessageContaining("unknown, used or expired");
  }

  @Test
  void shouldNotLetAWrongSecretUseTheTicketUp() {
    String ticket = here.issue(CLAIMS).value();
    String id = ticket.substring(0, ticket.indexOf('.'));

    assertThatThrownBy(() -> here.redeem(id + ".wrong")).isInstanceOf(RefusedException.class);

    assertThat(here.redeem(ticket)).isEqualTo(CLAIMS);
  }

  @Test
  void shouldRefuseWhatIsNoTicket() {
    for (String nonsense : new String[] {null, "", ".", "a.b", "x".repeat(10_000) + ".y"}) {
      assertThatThrownBy(() -> here.redeem(nonsense)).isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void shouldForgetWhatIsNotUsedInTime() throws Exception {
    RedisTicketIssuer brief = issuer(Duration.ofSeconds(1));
    String ticket = brief.issue(CLAIMS).value();
    Thread.sleep(1_200);
    assertThatThrownBy(() -> brief.redeem(ticket)).isInstanceOf(RefusedException.class);
  }

  @Test
  void shouldLetOneOfManyIn() throws Exception {
    String ticket = here.issue(CLAIMS).value();
    ExecutorService gateways = Executors.newFixedThreadPool(8);
    Callable<Integer> attempt =
        () -> {
          try {
            there.redeem(ticket);
            return 1;
          } catch (RefusedException e) {
            return 0;
          }
        };
    int letIn = 0;
    for (Future<Integer> one :
        gateways.invokeAll(IntStream.range(0, 50).mapToObj(i -> attempt).toList())) {
      letIn += one.get();
    }
    gateways.shutdown();
    assertThat(letIn).isEqualTo(1);
  }

  private static RedisTicketIssuer issuer(Duration validity) {
    return new RedisTicketIssuer(link, Clock.systemUTC(), validity);
  }
}
