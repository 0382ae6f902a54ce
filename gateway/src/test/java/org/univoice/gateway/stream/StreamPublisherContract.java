package org.univoice.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.SessionRecord;

/** What every way into the job keeps to. */
public abstract class StreamPublisherContract {

  private static final int SESSIONS = 4;
  private static final int CHUNKS = 100;
  private static final int CHUNK_BYTES = 1_600;

  private StreamPublisher publisher;

  /** With nothing in it, and full once it has been filled. */
  protected abstract StreamPublisher publisher() throws Exception;

  /** Leaves no room, for a second or more unless it is drained. */
  protected abstract void fill();

  /** Makes room, or sees to it that there soon is. */
  protected abstract void drain();

  /** Closes the publisher; what has been published into the stream, in its order. */
  protected abstract List<SessionRecord> closeAndRead() throws Exception;

  @BeforeEach
  void open() throws Exception {
    publisher = publisher();
  }

  @Test
  void shouldKeepTheOrderOfEachSessionWhenManyPublishAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
    List<Future<?>> publishing = new ArrayList<>();
    for (int session = 0; session < SESSIONS; session++) {
      String name = "s" + session;
      publishing.add(threads.submit(() -> publish(name, CHUNKS)));
    }
    for (Future<?> each : publishing) {
      each.get(30, TimeUnit.SECONDS);
    }
    threads.shutdown();

    List<SessionRecord> read = closeAndRead();
    assertThat(read).hasSize(SESSIONS * CHUNKS);
    for (int session = 0; session < SESSIONS; session++) {
      assertThat(of("s" + session, read)).isEqualTo(chunks("s" + session, CHUNKS));
    }
  }

  @Test
  void shouldHaveRoomInTheBeginning() throws Exception {
    AtomicInteger called = new AtomicInteger();
    publisher.whenWritable(called::incrementAndGet);

    assertThat(publisher.writable()).isTrue();
    assertThat(called).hasValue(1);
    closeAndRead();
  }

  @Test
  void shouldSayThatItIsFullButDropNothing() throws Exception {
    fill();
    assertThat(publisher.writable()).isFalse();
    publish("late", 5);
    drain();

    assertThat(of("late", closeAndRead())).isEqualTo(chunks("late", 5));
  }

  @Test
  void shouldCallEverybodyWhoWaitsOnceAsSoonAsThereIsRoom() throws Exception {
    fill();
    AtomicInteger called = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      publisher.whenWritable(
          () -> {
            called.incrementAndGet();
            all.countDown();
          });
    }
    assertThat(called).hasValue(0);
    drain();

    assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(publisher.writable()).isTrue();
    closeAndRead();
    assertThat(called).hasValue(3);
  }

  @Test
  void shouldPublishWhatStillWaitsWhenItIsClosed() throws Exception {
    publish("last", 3);

    assertThat(of("last", closeAndRead())).isEqualTo(chunks("last", 3));
  }

  /** As many chunks as are asked for, in their order. */
  protected final void publish(String session, int count) {
    chunks(session, count).forEach(publisher::publish);
  }

  private static List<SessionRecord> chunks(String session, int count) {
    List<SessionRecord> chunks = new ArrayList<>();
    for (int sequence = 0; sequence < count; sequence++) {
      chunks.add(chunk(session, sequence));
    }
    return chunks;
  }

  protected static SessionRecord chunk(String session, long sequence) {
    return SessionRecord.newBuilder()
        .setSessionId(session)
        .setTrackId("t")
        .setAudio(
            AudioChunk.newBuilder()
                .setSequence(sequence)
                .setPayload(ByteString.copyFrom(new byte[CHUNK_BYTES])))
        .build();
  }

  private static List<SessionRecord> of(String session, List<SessionRecord> records) {
    return records.stream().filter(record -> record.getSessionId().equals(session)).toList();
  }
}
