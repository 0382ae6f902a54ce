package org.univoice.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Says that a run's folder is in use. A process id says so only where all processes are seen; a
 * container that shares the data folder sees the lock alone. It ends with its process, however that
 * ends.
 */
final class RunLock {
  private static final String FILE = ".lock";

  /** A channel that is collected as garbage would give its lock up. */
  private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

  private RunLock() {}

  /** Held until this process ends. */
  static void take(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.lock();
    HELD.add(channel);
  }

  /** Whether there was a lock and nobody holds it any more; false when that is not certain. */
  static boolean isGivenUp(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }
}
