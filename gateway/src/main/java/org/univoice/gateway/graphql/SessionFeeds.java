package org.univoice.gateway.graphql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Function;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.bus.SessionEvent.Topic;
import org.univoice.gateway.transcript.TranslationSegment;

/**
 * Hands what happens in sessions, at whichever gateway, on to those who subscribed here. Of
 * sessions that nobody watches nothing is heard; what waits for a slow subscriber is bounded.
 */
final class SessionFeeds implements SessionBus.Listener {
  private final Map<String, SessionFeed> feeds = new ConcurrentHashMap<>();
  private final Executor executor;
  private final SessionBus bus;

  /**
   * @param executor where subscribers are served; may be waited on
   */
  SessionFeeds(Executor executor, SessionBus bus) {
    this.executor = executor;
    this.bus = bus;
  }

  /** Something whenever a session may have changed. */
  Publisher<String> updates(String sessionId) {
    return publisher(sessionId, SessionFeed::updates);
  }

  /** What is said and translated. A subscriber that is too slow is told so, and gets no more. */
  Publisher<TranslationSegment> segments(String sessionId) {
    return publisher(sessionId, SessionFeed::segments);
  }

  private <T> Publisher<T> publisher(
      String sessionId, Function<SessionFeed, SubmissionPublisher<T>> which) {
    return subscriber ->
        feeds.compute(
            sessionId,
            (id, known) -> {
              SessionFeed feed = known == null ? begun(id) : known;
              which
                  .apply(feed)
                  .subscribe(
                      new Watcher<>(
                          FlowAdapters.toFlowSubscriber(subscriber), () -> look(sessionId)));
              return feed;
            });
  }

  private SessionFeed begun(String sessionId) {
    bus.subscribe(sessionId, Topic.NEWS, this);
    return new SessionFeed(sessionId, executor);
  }

  int size() {
    return feeds.size();
  }

  @Override
  public void on(String sessionId, SessionEvent event) {
    SessionFeed feed = feeds.get(sessionId);
    if (feed == null) {
      return;
    }
    if (event instanceof SessionEvent.Said said) {
      feed.say(said);
    } else {
      feed.news();
    }
    if (event instanceof SessionEvent.Over) {
      close(sessionId);
    }
  }

  /** Nothing more comes of it. */
  void close(String sessionId) {
    feeds.computeIfPresent(
        sessionId,
        (id, feed) -> {
          bus.unsubscribe(id, Topic.NEWS, this);
          feed.close();
          return null;
        });
  }

  /** Somebody does not watch any more; nor, perhaps, does anybody. */
  private void look(String sessionId) {
    feeds.computeIfPresent(
        sessionId,
        (id, feed) -> {
          if (feed.isWatched()) {
            return feed;
          }
          bus.unsubscribe(id, Topic.NEWS, this);
          return null;
        });
  }
}
