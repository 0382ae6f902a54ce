package org.univoice.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.cache.ReadThrough.Codec;
import org.univoice.gateway.cache.ReadThrough.NearCache;

class ReadThroughTest {
  private final AtomicLong nanos = new AtomicLong();
  private final ReadThrough<Versioned> cache =
      new ReadThrough<>(
          new NearCache(100, Duration.ofSeconds(10), nanos::get),
          SharedCache.NONE,
          Codec.json(new CachedJson<>(Versioned.class), Versioned::version),
          Duration.ofHours(1));
  private final AtomicReference<Versioned> stored = new AtomicReference<>(new Versioned("a", 1));
  private final AtomicInteger reads = new AtomicInteger();
  private final Supplier<Optional<Versioned>> store =
      () -> {
        reads.incrementAndGet();
        return Optional.ofNullable(stored.get());
      };

  @Test
  void shouldAskTheStoreOnceHoweverManyAskAtTheSameTime() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Supplier<Optional<Versioned>> slow =
        () -> {
          asked.countDown();
          await(answer);
          return store.get();
        };
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Optional<Versioned>>> answers = new ArrayList<>();
      answers.add(threads.submit(() -> cache.find("k", slow)));
      await(asked);
      for (int i = 0; i < 7; i++) {
        answers.add(threads.submit(() -> cache.find("k", slow)));
      }
      answer.countDown();
      for (Future<Optional<Versioned>> each : answers) {
        assertThat(each.get(10, TimeUnit.SECONDS)).contains(new Versioned("a", 1));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(reads).hasValue(1);
  }

  @Test
  void shouldNotKeepWhatWasReadBeforeAWriteThatEndedMeanwhile() {
    cache.find(
        "k",
        () -> {
          Optional<Versioned> old = store.get();
          cache.write("k", new Versioned("b", 2), () -> stored.set(new Versioned("b", 2)));
          return old;
        });
    assertThat(cache.find("k", store)).contains(new Versioned("b", 2));
  }

  @Test
  void shouldForgetWhatIsOlderThanItsLifetime() {
    cache.find("k", store);
    stored.set(new Versioned("b", 2));
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(cache.find("k", store)).contains(new Versioned("a", 1));
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(cache.find("k", store)).contains(new Versioned("b", 2));
  }

  @Test
  void shouldNotRememberThatThereWasNothing() {
    stored.set(null);
    assertThat(cache.find("k", store)).isEmpty();
    stored.set(new Versioned("a", 1));
    assertThat(cache.find("k", store)).contains(new Versioned("a", 1));
  }

  @Test
  void shouldNotRememberAFailureAndTellItToAllWhoWaited() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    CountDownLatch answer = new CountDownLatch(1);
    Supplier<Optional<Versioned>> failing =
        () -> {
          asked.complete(null);
          await(answer);
          throw new IllegalStateException("the store is away");
        };
    CompletableFuture<Throwable> first = failureOf(failing);
    asked.get(10, TimeUnit.SECONDS);
    CompletableFuture<Throwable> second = failureOf(failing);
    answer.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).hasMessage("the store is away");
    assertThat(second.get(10, TimeUnit.SECONDS)).hasMessage("the store is away");
    assertThat(cache.find("k", store)).contains(new Versioned("a", 1));
  }

  @Test
  void shouldAskTheStoreAgainAfterAWriteThatFailed() {
    cache.find("k", store);
    stored.set(new Versioned("somebody else's", 2));
    assertThatThrownBy(
            () ->
                cache.write(
                    "k",
                    new Versioned("b", 2),
                    () -> {
                      throw new IllegalStateException("stale");
                    }))
        .hasMessage("stale");
    assertThat(cache.find("k", store)).contains(new Versioned("somebody else's", 2));
  }

  private CompletableFuture<Throwable> failureOf(Supplier<Optional<Versioned>> asking) {
    return CompletableFuture.supplyAsync(() -> cache.find("k", asking))
        .handle((found, failure) -> failure.getCause());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
