package org.univoice.gateway.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of a recording as it grows: five megabytes at a time wait on disk and are sent. Its first
 * part is sent last, because a header says how much follows it. Silence is a hole in a part: it
 * takes no room on disk. Written by one thread.
 */
final class SpooledFile {
  private static final Logger LOG = LoggerFactory.getLogger(SpooledFile.class);
  private static final int TRIES = 8;
  private static final long FIRST_PAUSE_MILLIS = 250;

  private final RecordingStore store;
  private final RecordingKey recording;
  private final String name;
  private final String contentType;
  private final LongFunction<byte[]> header;
  private final long mostBytes;
  private final Spool spool;
  private final String id = UUID.randomUUID().toString();

  private CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
  private volatile RecordingStore.Upload upload;
  private int part = 1;
  private long partBytes;

  /** Of the part, without its holes. */
  private long partTaken;

  private volatile long firstTaken;
  private final AtomicLong taken = new AtomicLong();
  private long bytes;
  private FileChannel out;
  private boolean truncated;
  private boolean discarded;

  /**
   * @param header made when the number of bytes after it is known
   * @param mostBytes that the header can tell
   */
  SpooledFile(
      RecordingStore store,
      RecordingKey recording,
      String name,
      String contentType,
      LongFunction<byte[]> header,
      long mostBytes,
      Spool spool) {
    this.store = store;
    this.recording = recording;
    this.name = name;
    this.contentType = contentType;
    this.header = header;
    this.mostBytes = mostBytes;
    this.spool = spool;
  }

  static SpooledFile wav(
      RecordingStore store, RecordingKey recording, String name, int rateHz, Spool spool) {
    return new SpooledFile(
        store,
        recording,
        name,
        "audio/wav",
        bytes -> WavHeader.of(rateHz, bytes),
        WavHeader.MOST_DATA_BYTES,
        spool);
  }

  String name() {
    return name;
  }

  String contentType() {
    return contentType;
  }

  /** As long as the whole file is, header and all. */
  long bytes() {
    return header.apply(bytes).length + bytes;
  }

  /** Something that should be in it is not. */
  boolean isTruncated() {
    return truncated;
  }

  /** Where nothing fits any more, nothing is written after: what is there stays in its place. */
  void write(byte[] content, int length) {
    if (truncated || discarded) {
      return;
    }
    if (bytes + length > mostBytes || !spool.take(length)) {
      LOG.warn("A recording ends early: no room for {}", name);
      truncated = true;
      return;
    }
    taken.addAndGet(length);
    partTaken += length;
    try {
      ByteBuffer left = ByteBuffer.wrap(content, 0, length);
      while (left.hasRemaining()) {
        out().write(left, partBytes + left.position());
      }
      grow(length);
    } catch (IOException e) {
      endEarly(e);
    }
  }

  /** So many zeros, at once and for nothing. */
  void silence(long length) {
    if (truncated || discarded) {
      return;
    }
    if (bytes + length > mostBytes) {
      LOG.warn("A recording ends early: no room for {}", name);
      truncated = true;
      return;
    }
    try {
      for (long left = length; left > 0; ) {
        long some = Math.min(left, RecordingStore.PART_BYTES - partBytes);
        out();
        grow(some);
        left -= some;
      }
    } catch (IOException e) {
      endEarly(e);
    }
  }

  private FileChannel out() throws IOException {
    if (out == null) {
      out =
          FileChannel.open(
              place(part),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.SPARSE,
              StandardOpenOption.WRITE);
    }
    return out;
  }

  private void grow(long length) throws IOException {
    partBytes += length;
    bytes += length;
    if (partBytes >= RecordingStore.PART_BYTES) {
      endPart();
    }
  }

  private void endEarly(IOException cause) {
    LOG.warn("A recording ends early: the disk took no more", cause);
    truncated = true;
  }

  private void endPart() throws IOException {
    if (out.size() < partBytes) {
      // The zero at its end makes what is before it a hole.
      out.write(ByteBuffer.wrap(new byte[1]), partBytes - 1);
    }
    out.close();
    out = null;
    int number = part++;
    long size = partTaken;
    partBytes = 0;
    partTaken = 0;
    if (number > 1) {
      sent =
          sent.thenRunAsync(
              () -> {
                retrying(() -> upload().part(number, place(number)));
                remove(number, size);
              },
              spool.senders());
    }
    if (number == 1) {
      firstTaken = size;
    }
  }

  private RecordingStore.Upload upload() {
    if (upload == null) {
      upload = store.begin(recording, name, contentType);
    }
    return upload;
  }

  /** Sends what is left; done, or failed, when the store has it all. */
  CompletableFuture<Void> finish() {
    try {
      if (out != null) {
        endPart();
      }
    } catch (IOException e) {
      truncated = true;
    }
    long all = bytes;
    return sent.thenRunAsync(() -> sendFirst(all), spool.senders())
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                removeAll();
              }
            });
  }

  private void sendFirst(long all) {
    Path first = withHeader(all);
    retrying(() -> upload().part(1, first));
    retrying(() -> upload().complete());
    upload = null;
    delete(first);
    remove(1, firstTaken);
  }

  private Path withHeader(long all) {
    Path whole = spool.folder().resolve(id + ".first");
    try (OutputStream to = Files.newOutputStream(whole)) {
      to.write(header.apply(all));
      if (Files.exists(place(1))) {
        Files.copy(place(1), to);
      }
      return whole;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing is left of it, here or there. */
  void discard() {
    discarded = true;
    try {
      if (out != null) {
        out.close();
        out = null;
      }
    } catch (IOException e) {
      LOG.debug("A discarded part did not close", e);
    }
    sent.whenCompleteAsync((done, failure) -> removeAll(), spool.senders());
  }

  private void removeAll() {
    if (upload != null) {
      try {
        upload.abort();
      } catch (RuntimeException e) {
        LOG.warn("An upload was not aborted; it is removed when the gateway starts again", e);
      }
    }
    delete(spool.folder().resolve(id + ".first"));
    for (int number = 1; number <= part; number++) {
      delete(place(number));
    }
    spool.free(taken.getAndSet(0));
  }

  /** A store that is away for a minute or two costs nothing. */
  private void retrying(Runnable step) {
    for (int tries = 1; ; tries++) {
      try {
        step.run();
        return;
      } catch (RuntimeException e) {
        if (tries == TRIES) {
          throw e;
        }
        pause(FIRST_PAUSE_MILLIS << tries);
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the gateway ends", e);
    }
  }

  private void remove(int number, long size) {
    delete(place(number));
    taken.addAndGet(-size);
    spool.free(size);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("A part was not removed", e);
    }
  }

  private Path place(int number) {
    return spool.folder().resolve(id + "." + number);
  }
}
