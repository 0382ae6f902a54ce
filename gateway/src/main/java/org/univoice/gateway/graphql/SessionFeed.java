package org.univoice.gateway.graphql;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.SubmissionPublisher;
import org.univoice.gateway.bounded.BoundedMap;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.transcript.SaidSegments;
import org.univoice.gateway.transcript.TranslationSegment;

/** Of one session that somebody watches here. Each segment is said once, however many hear it. */
final class SessionFeed {
  /** Each says only that there is news: whoever is late for one sees it with the next. */
  private static final int WAITING_UPDATES = 4;

  private static final int WAITING_SEGMENTS = 256;

  /** More than are on their way from several gateways at once. */
  private static final int REMEMBERED = 512;

  private final String sessionId;
  private final SubmissionPublisher<String> updates;
  private final SubmissionPublisher<TranslationSegment> segments;
  private final Map<String, Boolean> said = BoundedMap.ofLatest(REMEMBERED);

  SessionFeed(String sessionId, Executor executor) {
    this.sessionId = sessionId;
    this.updates = new SubmissionPublisher<>(executor, WAITING_UPDATES);
    this.segments = new SubmissionPublisher<>(executor, WAITING_SEGMENTS);
  }

  SubmissionPublisher<String> updates() {
    return updates;
  }

  SubmissionPublisher<TranslationSegment> segments() {
    return segments;
  }

  boolean isWatched() {
    return updates.hasSubscribers() || segments.hasSubscribers();
  }

  void news() {
    updates.offer(sessionId, null);
  }

  /** One at a time, so that all subscribers hear everything in one order. */
  synchronized void say(SessionEvent.Said event) {
    if (said.putIfAbsent(event.segmentId() + " " + event.targetLanguage(), true) == null) {
      segments.offer(
          SaidSegments.segment(sessionId, event),
          (subscriber, dropped) -> {
            ((Watcher<?>) subscriber).missed();
            return false;
          });
    }
  }

  void close() {
    updates.close();
    segments.close();
  }
}
