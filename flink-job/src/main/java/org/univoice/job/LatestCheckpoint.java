package org.univoice.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the newest completed checkpoint below a folder: the one whose metadata was written last.
 */
final class LatestCheckpoint {

  private static final int JOB_AND_CHECKPOINT = 3;

  private LatestCheckpoint() {}

  static Optional<Path> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(folder, JOB_AND_CHECKPOINT)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(LatestCheckpoint::written))
          .map(Path::getParent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
