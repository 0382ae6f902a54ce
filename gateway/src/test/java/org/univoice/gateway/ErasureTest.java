package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.cognito.UserPool;
import org.univoice.gateway.analytics.SessionAnalytics;
import org.univoice.gateway.analytics.postgresql.PostgresAnalytics;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.aws.StandInStores;
import org.univoice.gateway.cache.redis.RedisCache;
import org.univoice.gateway.cache.redis.RedisConfig;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.privacy.ErasureStep;
import org.univoice.gateway.testing.PostgresServer;
import org.univoice.gateway.testing.RedisServer;
import org.univoice.gateway.transcript.TranslationSegment;
import org.univoice.gateway.voice.FakeVoiceprints;
import org.univoice.internal.v1.Caption;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.Segment;

/** What is left of somebody who wants to be forgotten, wherever a deployment keeps things. */
class ErasureTest extends PersonalGateway {
  private static UserPool pool;
  private static RedisServer redis;
  private static RedisLink link;
  private static PostgresServer postgres;
  private static PostgresAnalytics analytics;

  @BeforeAll
  static void startOthers() {
    redis = RedisServer.start();
    postgres = PostgresServer.start();
    link = RedisLink.open(new RedisConfig(redis.uri(), Duration.ofSeconds(2)));
    analytics = new PostgresAnalytics(postgres.url(), Optional.empty());
    pool = UserPool.create(StandInStores.endpoint());
    pool.user("ana", "Correct-horse-1", "User");
  }

  @AfterAll
  static void stopOthers() {
    for (AutoCloseable part : new AutoCloseable[] {pool, analytics, link, redis, postgres}) {
      try {
        part.close();
      } catch (Exception e) {
        // Nothing was started where there is no Redis.
      }
    }
  }

  @Override
  Stores stores() {
    return Stores.aws(StandInStores.clients(), Clock.systemUTC()).cached(new RedisCache(link));
  }

  @Override
  PersonalStores personal() {
    return PersonalStores.aws(StandInStores.clients())
        .withVoiceprints(new FakeVoiceprints())
        .withErasureSteps(
            List.of(
                ErasureStep.of("identity-provider", pool.users()::delete),
                ErasureStep.of("analytics", analytics::erase)));
  }

  @Override
  Outside outside(Outside usual) {
    return usual.observedBy(List.of(new SessionAnalytics(analytics::add, Clock.systemUTC())));
  }

  @Test
  void shouldLeaveNothingOfSomebodyAnywhereAndEverythingOfTheOthers() throws Exception {
    String ana = pool.sub("ana");
    String profile = profileOf(ana);
    put(ana, "/v1/glossaries/g", "heart,coração,en-pt", "text/csv");
    JsonNode key =
        TestClient.json(
            send(
                ana,
                "POST",
                "/v1/api-keys",
                "{\"name\":\"n\",\"scopes\":[\"sessions:read:own\"]}".getBytes(),
                "application/json"));
    JsonNode own = open(ana);
    JsonNode others = open("bob");
    String ownId = own.get("sessionId").asText();
    String othersId = others.get("sessionId").asText();
    JsonNode guest = ticket(ana, othersId);
    try (TestClient speaking = TestClient.connect(own);
        TestClient joined = TestClient.connect(guest);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      speaking.say(CONFIGURE);
      joined.say(CONFIGURE);
      speaking.next("session.ready");
      joined.next("session.ready");
      job.deliver(said(ownId, own.get("participantId").asText()));
      job.deliver(said(othersId, guest.get("participantId").asText()));
      job.deliver(said(othersId, others.get("participantId").asText()));
      eventually("kept", () -> segments(ownId) == 1 && segments(othersId) == 2);
      eventually("counted", () -> rows(ana) == 1);
      assertThat(get(ana, "/v1/sessions/" + ownId).statusCode()).isEqualTo(200);
      assertThat(cached("session:" + ownId, "voice-profile:" + profile)).isPositive();

      assertThat(send(ana, "DELETE", "/v1/users/me", new byte[0], "").statusCode()).isEqualTo(202);
      eventually("forgotten", () -> status(ana).equals("COMPLETE"));
      speaking.next("notice");
      joined.next("notice");
      // What the job had on its way to those who stayed.
      job.deliver(said(othersId, guest.get("participantId").asText(), "late"));
      job.deliver(said(othersId, others.get("participantId").asText(), "later"));
      eventually("kept", () -> segments(othersId) == 2);
    }

    assertThat(get(ana, CONSENTS).body()).contains("\"consents\":[],\"history\":[]");
    assertThat(get(ana, "/v1/glossaries").body()).isEqualTo("{\"glossaries\":[]}");
    assertThat(stores.users().find(ana)).isEmpty();
    assertThat(stores.sessions().find(ownId)).isEmpty();
    assertThat(stores.voices().find(profile)).isEmpty();
    assertThat(stores.apiKeys().ofOwner(ana)).isEmpty();
    assertThat(withKey(key.get("apiKey").asText())).isEqualTo(401);
    assertThat(cached("session:" + ownId, "voice-profile:" + profile, "voice-embedding:" + profile))
        .isZero();
    assertThat(pool.has("ana")).isFalse();
    assertThat(rows(ana)).isZero();
    assertThat(segments(ownId)).isZero();
    assertThat(stores.segments().ofSession(othersId))
        .extracting(TranslationSegment::participantId)
        .containsOnly(others.get("participantId").asText());
    assertThat(stores.sessions().find(othersId)).isPresent();
    assertThat(rows("bob")).isEqualTo(1);
    assertThat(audit)
        .filteredOn(entry -> entry.details().containsKey("erasureStep"))
        .allMatch(entry -> entry.result() == AuditEntry.Result.SUCCESS)
        .extracting(entry -> entry.details().get("erasureStep"))
        .containsExactly(
            "api-keys",
            "connections",
            "transcripts",
            "sessions",
            "participations",
            "voice-profiles",
            "recordings",
            "glossaries",
            "identity-provider",
            "analytics",
            "consents",
            "account",
            "complete");
  }

  private static Delivery.Builder said(String session, String participant) {
    return said(session, participant, "0");
  }

  private static Delivery.Builder said(String session, String participant, String segmentId) {
    Segment segment =
        Segment.newBuilder()
            .setId(participant + ":" + segmentId)
            .setSpeaker("S1")
            .setTrackId(participant)
            .setEndMs(450)
            .build();
    return TestJob.to(session, participant, 1, participant + segmentId)
        .setCaption(
            Caption.newBuilder()
                .setSegment(segment)
                .setFinal(true)
                .setLanguage("en")
                .setText("Hello")
                .setConfidence(0.9f));
  }

  private int segments(String session) {
    return stores.segments().ofSession(session).size();
  }

  private String status(String name) {
    return TestClient.json(get(name, "/v1/users/me/erasure")).get("status").asText();
  }

  /** How many of the keys hold something that a gateway would find. */
  private static long cached(String... keys) {
    RedisCache cache = new RedisCache(link);
    return List.of(keys).stream().filter(key -> cache.get(key).isPresent()).count();
  }

  private int withKey(String key) {
    return TestClient.send(
            HttpRequest.newBuilder(TestClient.api(gateway, "/v1/sessions"))
                .header("X-Api-Key", key)
                .build())
        .statusCode();
  }

  private static long rows(String userId) {
    try (Connection connection = postgres.connect();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM session_analytics WHERE user_id = '" + userId + "'")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      return -1; // No table yet.
    }
  }
}
