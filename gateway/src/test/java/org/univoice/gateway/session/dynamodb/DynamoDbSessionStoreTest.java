package org.univoice.gateway.session.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.aws.ItemReader;
import org.univoice.gateway.aws.StandInStores;
import org.univoice.gateway.session.LatencyHistogram;
import org.univoice.gateway.session.SessionFigures;
import org.univoice.gateway.session.SessionSettings;
import org.univoice.gateway.session.SessionShare;
import org.univoice.gateway.session.SessionStatus;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.SessionStoreContract;
import org.univoice.gateway.session.StoredSession;

class DynamoDbSessionStoreTest extends SessionStoreContract {
  @Override
  protected SessionStore store() {
    return at(START.plusSeconds(60));
  }

  private static SessionStore at(Instant now) {
    return new DynamoDbSessionStore(StandInStores.clients(), Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void shouldExpireNinetyDaysAfterTheEnd() {
    Instant end = START.plusSeconds(600);
    StoredSession session = ended(end);
    store.create(session);
    Instant over = end.plus(Duration.ofDays(90));

    assertThat(new ItemReader(SessionItem.write(session)).number("ttl"))
        .isEqualTo(over.getEpochSecond());
    assertThat(at(over.minusMillis(1)).find(session.sessionId())).isPresent();
    assertThat(at(over).find(session.sessionId())).isEmpty();
    assertThat(at(over).ofUser(session.userId(), 9, Optional.empty()).items()).isEmpty();
  }

  /** Its gateway may have vanished. */
  @Test
  void shouldExpireNinetyDaysAfterASessionWithoutEndWasLastSeen() {
    SessionShare share =
        new SessionShare(
            START.plusSeconds(99),
            Optional.empty(),
            false,
            Map.of(),
            0,
            LatencyHistogram.EMPTY,
            0,
            0,
            0,
            Map.of());
    StoredSession session = lasting(Map.of("g", share));

    assertThat(new ItemReader(SessionItem.write(session)).number("ttl"))
        .isEqualTo(START.plusSeconds(99).plus(Duration.ofDays(90)).getEpochSecond());
  }

  private StoredSession ended(Instant end) {
    StoredSession opened = opened(START);
    return new StoredSession(
        opened.sessionId(),
        opened.userId(),
        "",
        SessionStatus.ENDED,
        "en",
        "pt",
        Map.of(),
        START,
        Optional.of(end),
        SessionSettings.DEFAULT,
        SessionFigures.NONE,
        1);
  }

  private StoredSession lasting(Map<String, SessionShare> shares) {
    StoredSession opened = opened(START);
    return new StoredSession(
        opened.sessionId(),
        opened.userId(),
        "",
        SessionStatus.ACTIVE,
        "",
        "",
        Map.of(),
        START,
        Optional.empty(),
        SessionSettings.DEFAULT,
        SessionFigures.NONE,
        shares,
        1);
  }
}
