package org.univoice.gateway.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of a recording as it grows: five megabytes at a time wait on disk and are sent. Its first
 * part is sent last, because a header says how much follows it. Written by one thread.
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
  private volatile long firstBytes;
  private long bytes;
  private OutputStream out;
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

  long bytes() {
    return bytes;
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
    try {
      if (out == null) {
        out = Files.newOutputStream(place(part));
      }
      out.write(content, 0, length);
      partBytes += length;
      bytes += length;
      if (partBytes >= RecordingStore.PART_BYTES) {
        endPart();
      }
    } catch (IOException e) {
      LOG.warn("A recording ends early: the disk took no more", e);
      truncated = true;
    }
  }

  private void endPart() throws IOException {
    out.close();
    out = null;
    int number = part++;
    long size = partBytes;
    partBytes = 0;
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
      firstBytes = size;
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
    delete(first);
    remove(1, firstBytes);
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
      Path left = place(number);
      try {
        if (Files.exists(left)) {
          remove(number, Files.size(left));
        }
      } catch (IOException e) {
        LOG.warn("A part was not removed", e);
      }
    }
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
