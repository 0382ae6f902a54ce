package org.univoice.gateway.bus.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionBusContract;
import org.univoice.gateway.bus.SessionEvent.Ended;
import org.univoice.gateway.bus.SessionEvent.Topic;
import org.univoice.gateway.bus.SessionEvent.Updated;
import org.univoice.gateway.cache.redis.RedisConfig;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.testing.RedisServer;
import org.univoice.log.LogLines;

class RedisSessionBusTest extends SessionBusContract {
  private RedisServer redis;
  private RedisLink link;
  private RedisLink otherLink;
  private SessionBus here;
  private SessionBus there;

  @BeforeEach
  void start() {
    redis = RedisServer.start();
    link = RedisLink.open(config(redis));
    otherLink = RedisLink.open(config(redis));
    here = new RedisSessionBus(link, "here");
    there = new RedisSessionBus(otherLink, "there");
  }

  private static RedisConfig config(RedisServer server) {
    return new RedisConfig(server.uri(), Duration.ofSeconds(2));
  }

  @AfterEach
  void stop() {
    if (redis != null) {
      link.close();
      otherLink.close();
      redis.close();
    }
  }

  @Override
  protected SessionBus here() {
    return here;
  }

  @Override
  protected SessionBus there() {
    return there;
  }

  @Test
  void shouldGoOnHereWhileRedisIsAwayAndEverywhereWhenItIsBack() {
    try (LogLines lines = new LogLines("/logback-gateway.xml")) {
      there.subscribe(session, Topic.NEWS, heard);
      Heard own = new Heard();
      here.subscribe(session, Topic.NEWS, own);
      redis.goAway();

      for (int i = 0; i < 100; i++) {
        here.publish(session, new Updated());
      }
      assertThat(own.events).hasSize(100);
      assertThat(heard.events).isEmpty();
      eventually("it is said", () -> away(lines) > 0);
      // Once by each gateway.
      assertThat(away(lines)).isLessThanOrEqualTo(2);

      redis.comeBack();
      eventually(
          "it is heard again",
          () -> {
            here.publish(session, new Updated());
            return !heard.events.isEmpty();
          });
    }
  }

  @Test
  void shouldWaitForNothingWhileRedisHangs() {
    Heard own = new Heard();
    here.subscribe(session, Topic.DECISIONS, own);
    redis.hang();
    try {
      // Two thousand time-outs would be more than an hour.
      for (int i = 0; i < 2_000; i++) {
        here.publish(session, new Ended());
      }
      assertThat(own.events).hasSize(2_000);
    } finally {
      redis.goOn();
    }
  }

  @Test
  void shouldIgnoreWhatNoGatewayWritesAndSaySoOnce() {
    subscribe(there, Topic.DECISIONS, heard);
    try (LogLines lines = new LogLines("/logback-gateway.xml")) {
      for (int i = 0; i < 10; i++) {
        send("decisions", "{\"version\":1,\"from\":\"x\",\"event\":{\"type\":\"nonsense " + i);
        send("decisions", "{\"version\":2,\"from\":\"x\",\"event\":{\"type\":\"ended\"}}");
        send("decisions", "{\"version\":1,\"from\":\"x\",\"event\":{\"type\":\"over\"}}");
      }
      here.publish(session, new Ended());

      eventually("the right one comes", () -> !heard.events.isEmpty());
      assertThat(heard.events).containsExactly(new Ended());
      assertThat(lines.ours(line -> said(line, "A message on the session's channel was ignored")))
          .singleElement()
          .satisfies(line -> assertThat(line.toString()).contains(session))
          .satisfies(line -> assertThat(line.toString()).doesNotContain("nonsense"));
    }
  }

  @Test
  void shouldLeaveNoChannelBehind() {
    subscribe(there, Topic.NEWS, heard);
    assertThat(listeners()).isEqualTo(1);

    there.unsubscribe(session, Topic.NEWS, heard);

    eventually("nobody listens", () -> listeners() == 0);
  }

  private long listeners() {
    String channel = "univoice:session:" + session + ":news";
    return link.ask(commands -> commands.pubsubNumsub(channel)).get(channel);
  }

  private void send(String topic, String text) {
    link.ask(
        commands ->
            commands.publish("univoice:session:" + session + ":" + topic, text.getBytes(UTF_8)));
  }

  private static int away(LogLines lines) {
    return lines.ours(line -> said(line, "Redis is away")).size();
  }

  private static boolean said(JsonNode line, String words) {
    return line.path("message").asText().startsWith(words);
  }
}
