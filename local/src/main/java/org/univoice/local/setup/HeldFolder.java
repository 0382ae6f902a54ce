package org.univoice.local.setup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** A folder that is not removed as long as a process uses it. */
final class HeldFolder {
  static final String LOCK = ".lock";

  /** A channel that is collected as garbage, or closed beside another, would give its lock up. */
  private static final Map<Path, FileChannel> HELD = new HashMap<>();

  private HeldFolder() {}

  /**
   * Holds it until this process ends, together with whoever else does.
   *
   * @return false when it is not there, or is just being removed
   */
  static synchronized boolean hold(Path folder) throws IOException {
    if (HELD.containsKey(folder)) {
      return true;
    }
    FileChannel channel;
    try {
      channel =
          FileChannel.open(folder.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return false;
    }
    channel.lock(0, Long.MAX_VALUE, true);
    if (!Files.exists(folder.resolve(LOCK))) {
      channel.close();
      return false;
    }
    HELD.put(folder, channel);
    return true;
  }

  /** Removes it unless somebody holds it. */
  static synchronized void removeUnlessHeld(Path folder, Removal removal) throws IOException {
    if (HELD.containsKey(folder)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        removal.remove(folder);
      }
    } catch (NoSuchFileException | OverlappingFileLockException e) {
      // Somebody else was faster.
      return;
    }
  }

  /** How a folder is removed. */
  @FunctionalInterface
  interface Removal {
    void remove(Path folder) throws IOException;
  }
}
