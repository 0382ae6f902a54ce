package org.univoice.gateway.graphql;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Function;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionListener;
import org.univoice.gateway.session.SessionObserver;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.transcript.TranslationSegment;

/**
 * Hands what happens in sessions on to those who subscribed. Sessions that nobody watches cost one
 * look into a map; what waits for a slow subscriber is bounded.
 */
final class SessionFeeds implements SessionObserver, SessionListener {
  /** Each says only that there is news: whoever is late for one sees it with the next. */
  private static final int WAITING_UPDATES = 4;

  private static final int WAITING_SEGMENTS = 256;

  private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
  private final Executor executor;
  private final Clock clock;

  /**
   * @param executor where subscribers are served; may be waited on
   */
  SessionFeeds(Executor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** Something whenever a session may have changed. */
  Publisher<String> updates(String sessionId) {
    return publisher(sessionId, feed -> feed.updates);
  }

  /** What is said and translated. A subscriber that is too slow is told so, and gets no more. */
  Publisher<TranslationSegment> segments(String sessionId) {
    return publisher(sessionId, feed -> feed.segments);
  }

  private <T> Publisher<T> publisher(
      String sessionId, Function<Feed, SubmissionPublisher<T>> which) {
    return subscriber ->
        feeds.compute(
            sessionId,
            (id, known) -> {
              Feed feed = known == null ? new Feed(executor, clock) : known;
              which.apply(feed).subscribe(new Watcher<>(FlowAdapters.toFlowSubscriber(subscriber)));
              return feed;
            });
  }

  int size() {
    return feeds.size();
  }

  @Override
  public void joined(Session session, Participant participant) {
    news(session.id());
  }

  @Override
  public void left(Session session, Participant participant) {
    news(session.id());
  }

  @Override
  public void changed(StoredSession now) {
    news(now.sessionId());
    if (now.endTime().isPresent()) {
      close(now.sessionId());
    }
  }

  @Override
  public void ended(Session session) {
    news(session.id());
  }

  @Override
  public void delivered(Delivery delivery) {
    Feed feed = feeds.get(delivery.sessionId());
    if (feed != null) {
      feed.maker.on(delivery).ifPresent(feed::say);
    }
  }

  private void news(String sessionId) {
    feeds.computeIfPresent(
        sessionId,
        (id, feed) -> {
          if (!feed.updates.hasSubscribers() && !feed.segments.hasSubscribers()) {
            return null;
          }
          feed.updates.offer(sessionId, null);
          return feed;
        });
  }

  /** Nothing more comes of it. */
  void close(String sessionId) {
    Feed feed = feeds.remove(sessionId);
    if (feed != null) {
      feed.updates.close();
      feed.segments.close();
    }
  }

  /** Of one session that somebody watches. */
  private static final class Feed {
    private final SubmissionPublisher<String> updates;
    private final SubmissionPublisher<TranslationSegment> segments;
    private final SegmentMaker maker;

    private Feed(Executor executor, Clock clock) {
      updates = new SubmissionPublisher<>(executor, WAITING_UPDATES);
      segments = new SubmissionPublisher<>(executor, WAITING_SEGMENTS);
      maker = new SegmentMaker(clock);
    }

    private void say(TranslationSegment segment) {
      segments.offer(
          segment,
          (subscriber, dropped) -> {
            ((Watcher<?>) subscriber).missed();
            return false;
          });
    }
  }

  /** Tells who missed something instead of going on as if nothing were missing. */
  private static final class Watcher<T> implements Flow.Subscriber<T> {
    private final Flow.Subscriber<? super T> subscriber;
    private volatile boolean missed;
    private Flow.Subscription subscription;

    private Watcher(Flow.Subscriber<? super T> subscriber) {
      this.subscriber = subscriber;
    }

    private void missed() {
      missed = true;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      subscriber.onSubscribe(given);
    }

    @Override
    public void onNext(T item) {
      if (missed) {
        subscription.cancel();
        subscriber.onError(new SlowSubscriberException());
      } else {
        subscriber.onNext(item);
      }
    }

    @Override
    public void onError(Throwable failure) {
      subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
    }
  }
}
