package org.univoice.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {

  @Test
  void shouldDeliverEverythingInOrderInBatches() {
    List<Integer> delivered = new CopyOnWriteArrayList<>();
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    try (Outbox<Integer> outbox =
        new Outbox<>(
            "test",
            1_000,
            10,
            items -> {
              sizes.add(items.size());
              delivered.addAll(items);
              return List.of();
            })) {
      IntStream.range(0, 500).forEach(outbox::add);
    }
    assertThat(delivered).containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    assertThat(sizes).allMatch(size -> size <= 10);
  }

  @Test
  void shouldSayWhetherAllThatWasAddedIsDelivered() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    try (Outbox<Integer> outbox =
        new Outbox<>(
            "test",
            10,
            1,
            items -> {
              open.await();
              return List.of();
            })) {
      assertThat(outbox.flush(Duration.ZERO)).isTrue();
      outbox.add(1);
      outbox.add(2);
      assertThat(outbox.flush(Duration.ofMillis(50))).isFalse();
      open.countDown();
      assertThat(outbox.flush(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void shouldTryAgainWhatFailedAndOnlyWhatWasNotTaken() throws Exception {
    BlockingQueue<Integer> delivered = new LinkedBlockingQueue<>();
    AtomicInteger tries = new AtomicInteger();
    try (Outbox<Integer> outbox =
        new Outbox<>(
            "test",
            100,
            10,
            items -> {
              if (tries.incrementAndGet() <= 2) {
                assertThat(tries.get()).as("a driver that asserts").isGreaterThan(1);
                throw new IllegalStateException("away");
              }
              delivered.add(items.get(0));
              return items.subList(1, items.size());
            })) {
      IntStream.range(0, 5).forEach(outbox::add);
      for (int i = 0; i < 5; i++) {
        assertThat(delivered.poll(10, TimeUnit.SECONDS)).isEqualTo(i);
      }
    }
    assertThat(delivered).isEmpty();
  }

  @Test
  void shouldDropWhatComesLastAndKeepNobodyWaiting() throws Exception {
    CountDownLatch back = new CountDownLatch(1);
    List<Integer> delivered = new CopyOnWriteArrayList<>();
    try (Outbox<Integer> outbox =
        new Outbox<>(
            "test",
            10,
            1,
            items -> {
              back.await();
              delivered.addAll(items);
              return List.of();
            })) {
      IntStream.range(0, 1_000).forEach(outbox::add);
      back.countDown();
    }
    // One may be under way while ten wait.
    assertThat(delivered).hasSizeBetween(10, 12).startsWith(0, 1, 2);
  }
}
