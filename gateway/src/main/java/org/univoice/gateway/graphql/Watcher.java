package org.univoice.gateway.graphql;

import java.util.concurrent.Flow;

/** Tells who missed something instead of going on as if nothing were missing. */
final class Watcher<T> implements Flow.Subscriber<T>, Flow.Subscription {
  private final Flow.Subscriber<? super T> subscriber;
  private final Runnable gone;
  private volatile boolean missed;
  private Flow.Subscription subscription;

  /**
   * @param gone told when it wants no more
   */
  Watcher(Flow.Subscriber<? super T> subscriber, Runnable gone) {
    this.subscriber = subscriber;
    this.gone = gone;
  }

  void missed() {
    missed = true;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    subscriber.onSubscribe(this);
  }

  @Override
  public void request(long many) {
    subscription.request(many);
  }

  @Override
  public void cancel() {
    subscription.cancel();
    gone.run();
  }

  @Override
  public void onNext(T item) {
    if (missed) {
      cancel();
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
