package org.univoice.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.GatewayConfig;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.SessionSettings;
import org.univoice.gateway.session.SessionStatus;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.session.dynamodb.DynamoDbSessionStore;

/** What becomes of failures on the way to a store. */
class AwsFailuresTest {
  private static final Instant START = Instant.parse("2030-05-01T10:00:00Z");

  private final StoredSession session =
      StoredSession.opened(
          UUID.randomUUID().toString(), "user", "", SessionSettings.DEFAULT, START);
  private FaultyAws faulty;
  private AwsClients clients;
  private SessionStore store;

  @BeforeEach
  void open() throws Exception {
    StandInStores.clients();
    faulty = new FaultyAws();
    clients = new AwsClients(AwsConfig.standIn(faulty.endpoint()));
    store = new DynamoDbSessionStore(clients, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    clients.close();
    faulty.close();
  }

  @Test
  void shouldTryAgainWhenThrottled() {
    faulty.next(FaultyAws.THROTTLED, 4);
    store.create(session);

    assertThat(store.find(session.sessionId())).contains(session);
    assertThat(faulty.requests()).isEqualTo(6);
  }

  @Test
  void shouldSayThatItMayWorkLaterWhenThrottlingLasts() {
    faulty.next(FaultyAws.THROTTLED, 100);
    assertThatThrownBy(() -> store.find(session.sessionId()))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
              assertThat(e.retryAfterSeconds()).isPositive();
              assertThat(e.suggestion()).contains("Try again");
            });
    assertThat(faulty.requests()).isEqualTo(AwsConfig.standIn(faulty.endpoint()).attempts());
  }

  @Test
  void shouldTryAgainWhenTheStoreBreaksDownForAMoment() {
    faulty.next(FaultyAws.BROKEN, 2);
    store.create(session);
    assertThat(store.find(session.sessionId())).contains(session);
  }

  @Test
  void shouldRecogniseItsOwnWriteWhoseAnswerWasLost() {
    faulty.next(FaultyAws.ANSWER_LOST, 1);
    store.create(session);
    StoredSession next =
        new StoredSession(
            session.sessionId(),
            "user",
            "",
            SessionStatus.PAUSED,
            "en",
            "pt",
            Map.of(),
            // Finer than what is kept.
            START.plusNanos(1_234),
            Optional.empty(),
            SessionSettings.DEFAULT,
            session.figures(),
            2);
    faulty.next(FaultyAws.ANSWER_LOST, 1);
    store.update(next);
    assertThat(store.find(session.sessionId()).orElseThrow().status())
        .isEqualTo(SessionStatus.PAUSED);
  }

  @Test
  void shouldNotTryAgainWhatIsNotAllowedAndTellNoDetails() {
    faulty.next(FaultyAws.DENIED, 1);
    assertThatThrownBy(() -> store.find(session.sessionId()))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_ERROR))
        .hasMessageNotContaining("AccessDenied");
    assertThat(faulty.requests()).isEqualTo(1);
  }

  @Test
  void shouldSayThatItMayWorkLaterWhenNobodyListens() {
    URI nobody = URI.create("http://127.0.0.1:" + GatewayConfig.freePort());
    try (AwsClients lonely = new AwsClients(AwsConfig.standIn(nobody))) {
      assertUnavailable(lonely);
    }
  }

  @Test
  void shouldNotWaitForAStoreThatTakesConnectionsAndNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      AwsConfig patient =
          AwsConfig.standIn(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
      AwsConfig config =
          new AwsConfig(
              patient.region(),
              patient.endpoint(),
              patient.kmsKey(),
              Duration.ofMillis(100),
              Duration.ofMillis(300),
              3);
      try (AwsClients unheard = new AwsClients(config)) {
        assertUnavailable(unheard);
      }
    }
  }

  private void assertUnavailable(AwsClients aws) {
    SessionStore unreachable = new DynamoDbSessionStore(aws, Clock.systemUTC());
    assertThatThrownBy(() -> unreachable.find(session.sessionId()))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
  }
}
