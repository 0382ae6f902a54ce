package org.univoice.gateway.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentWriterTest {
  private static final int MOST_WAITING = 10;

  private final FailingSegmentStore store = new FailingSegmentStore();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final SegmentWriter writer = new SegmentWriter(store, MOST_WAITING, metrics);

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void shouldStoreWithoutBeingAsked() {
    writer.add(List.of(row(1)));
    eventually("stored", () -> store.ofSession("s").equals(List.of(row(1))));
  }

  @Test
  void shouldAskAFailingStoreAgainAndLoseNothing() {
    store.failures.set(4);
    writer.add(List.of(row(1)));
    writer.add(List.of(row(2)));
    eventually("stored", () -> store.ofSession("s").size() == 2);
    assertThat(metrics.counter("univoice.transcript.retries").count()).isEqualTo(4);
    eventually("nothing waits", () -> writer.size() == 0);
  }

  @Test
  void shouldWriteManyInFewBatches() {
    writer.add(IntStream.range(0, 500).mapToObj(SegmentWriterTest::row).toList());
    eventually("stored", () -> store.ofSession("s").size() == 500);
    assertThat(store.puts.get()).isLessThanOrEqualTo(4);
  }

  @Test
  void shouldSlowWhoeverBringsMoreThanMayWaitSayItAndDropNothing() throws Exception {
    store.shut();
    writer.add(List.of(row(0)));
    eventually("in the store's hand", () -> writer.size() == 1 && store.open.hasQueuedThreads());
    Thread bringing =
        new Thread(() -> IntStream.range(1, 41).forEach(i -> writer.add(List.of(row(i)))));
    bringing.start();
    eventually("slowed", () -> metrics.counter("univoice.transcript.slowed").count() == 1);
    assertThat(writer.size()).isEqualTo(1 + MOST_WAITING);
    store.openAgain();
    bringing.join();
    eventually("stored", () -> store.ofSession("s").size() == 41);
  }

  @Test
  void shouldStoreWhatWaitsBeforeItCloses() {
    writer.add(List.of(row(1)));
    writer.close();
    assertThat(store.ofSession("s")).hasSize(1);
  }

  @Test
  void shouldHoldNobodyBackWhenItClosesWhileTheStoreIsAway() throws Exception {
    store.failures.set(Integer.MAX_VALUE);
    Thread bringing =
        new Thread(() -> IntStream.range(0, 400).forEach(i -> writer.add(List.of(row(i)))));
    bringing.start();
    eventually("slowed", () -> metrics.counter("univoice.transcript.slowed").count() > 0);
    writer.close();
    bringing.join(10_000);
    assertThat(bringing.isAlive()).isFalse();
  }

  private static TranslationSegment row(int number) {
    return new TranslationSegment(
        "s",
        "t:" + number,
        "Hello",
        "",
        "en",
        "",
        "S1",
        "t",
        number,
        number + 1,
        1,
        0,
        Instant.ofEpochMilli(number),
        false);
  }
}
