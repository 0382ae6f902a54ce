package org.univoice.gateway.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.univoice.gateway.bus.MemorySessionBus;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent.Over;
import org.univoice.gateway.bus.SessionEvent.Said;
import org.univoice.gateway.bus.SessionEvent.Updated;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.Refusals;
import org.univoice.gateway.transcript.TranslationSegment;

class SessionFeedsTest {
  private static final String SESSION = "s";

  private final SessionBus bus = new MemorySessionBus();
  private final SessionFeeds feeds = new SessionFeeds(Runnable::run, bus);

  @Test
  void shouldTellASubscriberThatIsTooSlowOnceWhileTheOthersGoOn() {
    Reader<TranslationSegment> slow = new Reader<>(0);
    Reader<TranslationSegment> quick = new Reader<>(Long.MAX_VALUE);
    feeds.segments(SESSION).subscribe(slow);
    feeds.segments(SESSION).subscribe(quick);

    for (int i = 0; i < 1_000; i++) {
      bus.publish(SESSION, said("t:" + i));
    }
    slow.subscription.request(10);
    slow.subscription.request(1_000);

    assertThat(slow.items).isEmpty();
    assertThat(slow.errors).hasSize(1);
    assertThat(Refusals.of(slow.errors.get(0)).code()).isEqualTo(ErrorCode.THROTTLED);
    assertThat(quick.errors).isEmpty();
    assertThat(quick.items)
        .hasSize(1_000)
        .extracting(TranslationSegment::segmentId)
        .startsWith("t:0", "t:1");
  }

  @Test
  void shouldSayEachSegmentOnceHoweverManyGatewaysTellOfIt() {
    Reader<TranslationSegment> reader = new Reader<>(Long.MAX_VALUE);
    feeds.segments(SESSION).subscribe(reader);

    for (String segment : List.of("t:0", "t:0", "t:1", "t:0", "t:1")) {
      bus.publish(SESSION, said(segment));
    }

    assertThat(reader.items)
        .extracting(TranslationSegment::segmentId)
        .containsExactly("t:0", "t:1");
  }

  @Test
  void shouldRememberNothingOfASessionThatNobodyWatches() {
    Reader<String> first = new Reader<>(Long.MAX_VALUE);
    Reader<TranslationSegment> second = new Reader<>(Long.MAX_VALUE);
    feeds.updates(SESSION).subscribe(first);
    feeds.segments(SESSION).subscribe(second);
    first.subscription.cancel();
    bus.publish(SESSION, new Updated());
    assertThat(feeds.size()).isEqualTo(1);

    second.subscription.cancel();

    assertThat(feeds.size()).isZero();
    bus.publish(SESSION, new Updated());
    assertThat(first.items).isEmpty();
  }

  @Test
  void shouldCompleteWhenTheSessionIsOver() {
    Reader<String> reader = new Reader<>(Long.MAX_VALUE);
    feeds.updates(SESSION).subscribe(reader);

    bus.publish(SESSION, new Over());
    bus.publish(SESSION, new Over());

    assertThat(reader.items).hasSize(1);
    assertThat(reader.completed).isTrue();
    assertThat(feeds.size()).isZero();
  }

  private static Said said(String segment) {
    return new Said(segment, "hello", "olá", "en", "pt", "S1", "t", 0, 900, 0.9, 0, 0, false);
  }

  private static final class Reader<T> implements Subscriber<T> {
    final List<T> items = new ArrayList<>();
    final List<Throwable> errors = new ArrayList<>();
    private final long wanted;
    Subscription subscription;
    boolean completed;

    Reader(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      if (wanted > 0) {
        given.request(wanted);
      }
    }

    @Override
    public void onNext(T item) {
      items.add(item);
    }

    @Override
    public void onError(Throwable failure) {
      errors.add(failure);
    }

    @Override
    public void onComplete() {
      completed = true;
    }
  }
}
