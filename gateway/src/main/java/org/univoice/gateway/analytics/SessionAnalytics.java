package org.univoice.gateway.analytics;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.univoice.gateway.analytics.AnalyticsRow.OfError;
import org.univoice.gateway.analytics.AnalyticsRow.OfLatency;
import org.univoice.gateway.analytics.AnalyticsRow.OfSession;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody.Latency;
import org.univoice.gateway.delivery.DeliveryBody.Notice;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.PerSession;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionObserver;
import org.univoice.gateway.session.SessionTally;

/** Makes rows of what happens in sessions. */
public final class SessionAnalytics implements SessionObserver {
  private final PerSession<SessionTally> tallies = new PerSession<>();
  private final Consumer<AnalyticsRow> rows;
  private final Clock clock;

  /**
   * @param rows takes each without waiting
   */
  public SessionAnalytics(Consumer<AnalyticsRow> rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public void held(Session session, Participant participant) {
    tallies.held(session, SessionTally::new);
  }

  @Override
  public void opened(Session session) {
    rows.accept(row(session, new SessionTally(), Optional.empty()));
  }

  @Override
  public void delivered(Delivery delivery) {
    if (!tallies.find(delivery.sessionId()).map(tally -> tally.add(delivery)).orElse(false)) {
      return;
    }
    String sessionId = delivery.sessionId();
    if (delivery.body() instanceof Latency latency) {
      rows.accept(new OfLatency(sessionId, latency.segmentId(), latency.stages(), clock.instant()));
    } else if (delivery.body() instanceof Notice notice) {
      rows.accept(
          new OfError(sessionId, "flink-job", notice.code(), notice.message(), clock.instant()));
    }
  }

  /** With the figures of this gateway, which may have held nobody. */
  @Override
  public void ended(Session session) {
    SessionTally tally = tallies.ended(session.id()).orElseGet(SessionTally::new);
    rows.accept(row(session, tally, Optional.of(clock.instant())));
  }

  @Override
  public void released(Session session) {
    tallies.released(session);
  }

  private static OfSession row(Session session, SessionTally tally, Optional<Instant> end) {
    return new OfSession(
        session.id(),
        session.userId(),
        session.createdAt(),
        end,
        tally.sourceLanguage(),
        tally.targetLanguage(),
        tally.speakers(),
        tally.figures());
  }
}
