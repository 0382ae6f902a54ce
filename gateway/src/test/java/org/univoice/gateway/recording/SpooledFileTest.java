package org.univoice.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledFileTest {
  private static final RecordingKey KEY = new RecordingKey(LocalDate.of(2026, 3, 1), "s");
  private static final int PART = RecordingStore.PART_BYTES;

  @TempDir private Path root;
  @TempDir private Path folder;
  private final ExecutorService senders = Executors.newFixedThreadPool(2);
  private FileRecordingStore store;
  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger failures = new AtomicInteger();

  @BeforeEach
  void store() {
    store = new FileRecordingStore(root);
  }

  @AfterEach
  void close() {
    senders.shutdownNow();
  }

  @Test
  void shouldSendAHeaderThatKnowsTheWholeLength() throws Exception {
    open.countDown();
    SpooledFile file = file(Long.MAX_VALUE);
    byte[] pcm = random(2 * PART + 12_346);
    for (int at = 0; at < pcm.length; at += 1_600) {
      int length = Math.min(1_600, pcm.length - at);
      file.write(Arrays.copyOfRange(pcm, at, at + length), length);
    }
    file.finish().get(60, TimeUnit.SECONDS);

    try (InputStream in = store.open(KEY, "x.wav").orElseThrow()) {
      assertThat(in.readNBytes(44)).isEqualTo(WavHeader.of(16_000, pcm.length));
      assertThat(in.readAllBytes()).isEqualTo(pcm);
    }
    assertThat(left()).isZero();
  }

  @Test
  void shouldOutlastAStoreThatFailsForAWhile() throws Exception {
    open.countDown();
    failures.set(2);
    SpooledFile file = file(Long.MAX_VALUE);
    byte[] pcm = random(PART + 100);
    file.write(pcm, pcm.length);
    file.finish().get(60, TimeUnit.SECONDS);

    assertThat(file.isTruncated()).isFalse();
    assertThat(store.files(KEY)).containsExactly("x.wav");
  }

  @Test
  void shouldWaitOnDiskForASlowStoreUpToItsLimitAndKeepWhatItHas() throws Exception {
    SpooledFile file = file(3L * PART);
    byte[] piece = random(PART);
    for (int i = 0; i < 10; i++) {
      file.write(piece, piece.length);
    }

    assertThat(file.isTruncated()).isTrue();
    assertThat(file.bytes()).isEqualTo(44 + 3L * PART);
    open.countDown();
    file.finish().get(60, TimeUnit.SECONDS);
    assertThat(left()).isZero();
    try (InputStream in = store.open(KEY, "x.wav").orElseThrow()) {
      assertThat(in.readAllBytes()).hasSize(44 + 3 * PART);
    }
  }

  @Test
  void shouldLeaveNothingOfWhatIsDiscarded() throws Exception {
    open.countDown();
    SpooledFile file = file(Long.MAX_VALUE);
    byte[] pcm = random(PART);
    file.write(pcm, pcm.length);
    file.write(pcm, pcm.length);
    file.write(pcm, 10);
    file.discard();
    for (int i = 0; i < 1_000 && left() > 0; i++) {
      Thread.sleep(10);
    }

    assertThat(left()).isZero();
    assertThat(store.files(KEY)).isEmpty();
    try (Stream<Path> uploads = Files.walk(root)) {
      assertThat(uploads.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private SpooledFile file(long capacity) {
    Spool spool = Spool.in(folder, capacity, senders);
    return SpooledFile.wav(gated(), KEY, "x.wav", 16_000, spool);
  }

  /** Lets nothing pass before it is open, and fails a few times. */
  private RecordingStore gated() {
    return (RecordingStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {RecordingStore.class},
            (proxy, method, arguments) -> {
              open.await();
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("away");
              }
              return method.invoke(store, arguments);
            });
  }

  private long left() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return content;
  }
}
