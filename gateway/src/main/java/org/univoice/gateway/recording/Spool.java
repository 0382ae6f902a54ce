package org.univoice.gateway.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where recordings wait on disk for a store that is slower than people speak, up to a limit.
 *
 * @param folder for parts that have not been sent
 * @param senders threads that wait for the store
 * @param used bytes on disk now
 */
record Spool(Path folder, long capacityBytes, ExecutorService senders, AtomicLong used) {

  static Spool in(Path folder, long capacityBytes, ExecutorService senders) {
    return new Spool(folder, capacityBytes, senders, new AtomicLong());
  }

  /** Whether there was room, which is taken now. */
  boolean take(long bytes) {
    if (used.addAndGet(bytes) <= capacityBytes) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void close() {
    senders.shutdownNow();
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Something waits in it that the next start removes.
      return;
    }
  }

  void free(long bytes) {
    used.addAndGet(-bytes);
  }
}
