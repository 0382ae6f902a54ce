package org.univoice.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a run's folder is in use. A process id says so only where all processes are seen; a
 * container that shares the data folder sees the lock alone. It ends with its process, however that
 * ends.
 */
final class RunLock {
  static final String FILE = ".lock";
  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

  /**
   * By folder. A channel that is collected as garbage would give its lock up, and so would closing
   * any other channel of the same file: what this process holds it must not try.
   */
  private static final Map<Path, FileChannel> HELD = new HashMap<>();

  private RunLock() {}

  /**
   * Held until this process ends.
   *
   * @return false when it is held already
   */
  static synchronized boolean take(Path folder) throws IOException {
    if (isHeldHere(folder)) {
      return false;
    }
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return false;
    }
    HELD.put(folder.toRealPath(), channel);
    return true;
  }

  /** Whether this process holds it. */
  static synchronized boolean isHeldHere(Path folder) throws IOException {
    return HELD.containsKey(folder.toRealPath());
  }

  /**
   * As {@link #ifGivenUp}, also where there is no lock: so old is what was made before locks were.
   */
  static void unlessHeld(Path folder, Runnable tidying) {
    if (Files.exists(folder.resolve(FILE))) {
      ifGivenUp(folder, tidying);
    } else {
      tidying.run();
    }
  }

  /**
   * Tidies up a folder whose lock is there and certainly held by nobody; nobody can take it
   * meanwhile.
   */
  static synchronized void ifGivenUp(Path folder, Runnable tidying) {
    try {
      Path file = folder.resolve(FILE);
      if (!Files.isRegularFile(file) || isHeldHere(folder)) {
        return;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock != null) {
          tidying.run();
        }
      }
    } catch (IOException e) {
      LOG.debug("{} was left alone", folder, e);
    }
  }
}
