package org.univoice.gateway.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.cache.redis.RedisConfig;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.idempotency.Idempotency.Again;
import org.univoice.gateway.idempotency.Idempotency.Claim;
import org.univoice.gateway.idempotency.redis.RedisIdempotencyStore;
import org.univoice.gateway.testing.RedisServer;

class IdempotencyTest {
  private static final byte[] ASKED = SealedResponse.sha256("asked");
  private static RedisServer server;
  private static RedisLink link;

  private final MutableClock clock = new MutableClock();

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    link = RedisLink.open(new RedisConfig(server.uri(), Duration.ofSeconds(2)));
  }

  @AfterAll
  static void stop() {
    if (link != null) {
      link.close();
      server.close();
    }
  }

  @Test
  void shouldHoldAKeyForAsLongAsTheLongestRequestTakes() {
    Idempotency idempotency = new Idempotency(new MemoryIdempotencyStore(clock));
    assertThat(idempotency.begin("ann", "k", ASKED)).isInstanceOf(Claim.class);
    // A voice profile of a minute may be measured in twelve pieces, each for ten seconds.
    clock.pass(Duration.ofSeconds(120));
    assertThatThrownBy(() -> idempotency.begin("ann", "k", ASKED))
        .hasMessageContaining("still being served");
  }

  @Nested
  class InMemory extends IdempotencyContract {
    private final Idempotency idempotency = new Idempotency(new MemoryIdempotencyStore(clock));

    @Override
    protected Idempotency idempotency() {
      return idempotency;
    }
  }

  @Nested
  class InRedis extends IdempotencyContract {
    private final RedisIdempotencyStore one =
        new RedisIdempotencyStore(link, new MemoryIdempotencyStore(clock));

    @Override
    protected Idempotency idempotency() {
      return new Idempotency(one);
    }
  }

  @Test
  void shouldAnswerAgainForADayAndThenCarryOutAnew() {
    Idempotency idempotency = new Idempotency(new MemoryIdempotencyStore(clock));
    ((Claim) idempotency.begin("ann", "k", ASKED))
        .answered(IdempotencyContract.response(201, "first"));
    clock.pass(Duration.ofHours(24).minusSeconds(1));
    assertThat(idempotency.begin("ann", "k", ASKED)).isInstanceOf(Again.class);
    clock.pass(Duration.ofSeconds(2));
    assertThat(idempotency.begin("ann", "k", ASKED)).isInstanceOf(Claim.class);
  }

  @Test
  void shouldFreeTheKeyOfAGatewayThatEndedInTheMiddle() {
    Idempotency idempotency = new Idempotency(new MemoryIdempotencyStore(clock));
    Claim lost = (Claim) idempotency.begin("ann", "k", ASKED);
    clock.pass(Duration.ofMinutes(6));
    Claim next = (Claim) idempotency.begin("ann", "k", ASKED);
    next.answered(IdempotencyContract.response(201, "first"));
    // It was not gone after all: the key is not its own any more.
    lost.answered(IdempotencyContract.response(201, "late"));
    Again again = (Again) idempotency.begin("ann", "k", ASKED);
    assertThat(new String(again.response().body(), UTF_8)).isEqualTo("first");
  }

  @Test
  void shouldAnswerAgainAtAnotherGatewayAndKeepNothingReadable() {
    Idempotency one =
        new Idempotency(new RedisIdempotencyStore(link, new MemoryIdempotencyStore(clock)));
    Idempotency other =
        new Idempotency(new RedisIdempotencyStore(link, new MemoryIdempotencyStore(clock)));
    ((Claim) one.begin("ann", "two-gateways", ASKED))
        .answered(IdempotencyContract.response(201, "a ticket, a secret"));
    for (int i = 0; i < 100; i++) {
      link.<String>ask(redis -> redis.ping());
    }
    Again again = (Again) other.begin("ann", "two-gateways", ASKED);
    assertThat(new String(again.response().body(), UTF_8)).isEqualTo("a ticket, a secret");
    List<String> keys = link.ask(redis -> redis.keys("idempotency:*"));
    for (String key : keys) {
      byte[] kept = link.ask(redis -> redis.get(key));
      assertThat(key + new String(kept, UTF_8)).doesNotContain("secret", "two-gateways", "ann");
    }
    assertThat(keys).isNotEmpty();
  }

  @Test
  void shouldKeepResponsesAloneWhileRedisIsAway() {
    try (RedisServer going = RedisServer.start();
        RedisLink lost = RedisLink.open(RedisConfig.of(going.uri()))) {
      Idempotency idempotency =
          new Idempotency(new RedisIdempotencyStore(lost, new MemoryIdempotencyStore(clock)));
      going.goAway();
      ((Claim) idempotency.begin("ann", "k", ASKED))
          .answered(IdempotencyContract.response(201, "first"));
      assertThat(idempotency.begin("ann", "k", ASKED)).isInstanceOf(Again.class);
    }
  }
}
