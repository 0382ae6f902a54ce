package org.univoice.gateway;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.univoice.gateway.analytics.SessionAnalytics;
import org.univoice.gateway.analytics.postgresql.PostgresAnalytics;
import org.univoice.gateway.event.EventSink;
import org.univoice.gateway.event.SessionEvents;
import org.univoice.gateway.event.eventbridge.EventBridgeSink;
import org.univoice.gateway.privacy.ErasureStep;
import org.univoice.gateway.session.SessionObserver;

/** Who sees what happens here, as far as it was asked for. */
final class Observers implements AutoCloseable {
  private final List<SessionObserver> all = new ArrayList<>();
  private final List<ErasureStep> steps = new ArrayList<>();
  private final List<AutoCloseable> parts = new ArrayList<>();

  private EventSink events = EventSink.NONE;

  private Observers() {}

  static Observers with(GatewaySettings settings, Clock clock) {
    Observers observers = new Observers();
    settings
        .events()
        .map(EventBridgeSink::new)
        .ifPresent(
            sink -> {
              observers.add(new SessionEvents(sink, clock), sink);
              observers.events = sink;
            });
    settings
        .analyticsUrl()
        .map(url -> new PostgresAnalytics(url, settings.analyticsPassword()))
        .ifPresent(
            tables -> {
              observers.add(new SessionAnalytics(tables::add, clock), tables);
              observers.steps.add(ErasureStep.of("analytics", tables::erase, tables::eraseSession));
            });
    return observers;
  }

  private void add(SessionObserver observer, AutoCloseable part) {
    all.add(observer);
    parts.add(part);
  }

  List<SessionObserver> all() {
    return List.copyOf(all);
  }

  /** Of what they have kept of somebody. */
  List<ErasureStep> erasureSteps() {
    return List.copyOf(steps);
  }

  /** Hears of what happens outside sessions. */
  EventSink events() {
    return events;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable part : parts) {
      part.close();
    }
  }
}
