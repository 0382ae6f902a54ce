package org.univoice.gateway.graphql;

import java.time.Clock;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.univoice.gateway.session.SessionService;
import org.univoice.gateway.session.StoredSession;

/**
 * A session's state now, and again whenever news says that it may have changed and it has; read
 * where waiting is allowed.
 */
final class SessionUpdates implements Publisher<SessionData.Session> {
  private final Publisher<String> news;
  private final StoredSession now;
  private final SessionService sessions;
  private final Clock clock;

  SessionUpdates(Publisher<String> news, StoredSession now, SessionService sessions, Clock clock) {
    this.news = news;
    this.now = now;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public void subscribe(Subscriber<? super SessionData.Session> subscriber) {
    news.subscribe(new Reader(subscriber));
  }

  private final class Reader implements Subscriber<String>, Subscription {
    private final Subscriber<? super SessionData.Session> subscriber;
    private Subscription upstream;
    private boolean begun;
    private StoredSession last;

    private Reader(Subscriber<? super SessionData.Session> subscriber) {
      this.subscriber = subscriber;
      this.last = now;
    }

    @Override
    public void onSubscribe(Subscription given) {
      upstream = given;
      subscriber.onSubscribe(this);
    }

    /** The first that is asked for is there already. */
    @Override
    public void request(long many) {
      long left = many;
      if (!begun) {
        begun = true;
        subscriber.onNext(SessionData.session(now, clock));
        left--;
      }
      if (left > 0) {
        upstream.request(left);
      }
    }

    @Override
    public void cancel() {
      upstream.cancel();
    }

    @Override
    public void onNext(String sessionId) {
      Optional<StoredSession> changed =
          sessions.peek(sessionId).filter(there -> !there.showsTheSameAs(last));
      if (changed.isPresent()) {
        last = changed.get();
        subscriber.onNext(SessionData.session(changed.get(), clock));
      } else {
        upstream.request(1);
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
