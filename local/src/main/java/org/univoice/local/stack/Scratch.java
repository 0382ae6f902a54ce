package org.univoice.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.univoice.local.Run;

/**
 * Where RocksDB keeps its working files: in memory where there is room. With each checkpoint it
 * writes them out and waits for the disk, and with it every stage that shares the task's thread: a
 * slow disk was seen to hold captions up by 0.3 to 1 s. What is lost with the memory comes back
 * from the checkpoint.
 *
 * @param memory a folder that is no disk
 * @param room bytes that must be free there
 */
record Scratch(Path memory, long room) {
  private static final Pattern NAME = Pattern.compile("univoice-state-(\\d{1,18})-.*");

  /** Many times what one machine's sessions need. */
  static Scratch ofThisMachine() {
    return new Scratch(Path.of("/dev/shm"), 2L << 30);
  }

  /** A new folder; removes what processes left that have ended without doing so. */
  Path folder(Path otherwise) throws IOException {
    if (!Files.isWritable(memory)) {
      return otherwise;
    }
    removeAbandoned();
    return Files.getFileStore(memory).getUsableSpace() < room
        ? otherwise
        : Files.createTempDirectory(
            memory, "univoice-state-" + ProcessHandle.current().pid() + "-");
  }

  private void removeAbandoned() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(memory)) {
      all = files.toList();
    }
    for (Path folder : all) {
      Matcher name = NAME.matcher(folder.getFileName().toString());
      if (name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
        Run.deleteIfPossible(folder);
      }
    }
  }
}
