package org.univoice.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.local.FailedException;
import org.univoice.local.Home;

/** A run's folder: checkpoints, savepoints, the stand-in's state and the parts' logs. */
record Run(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);
  private static final int KEPT = 5;
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  /** A new one; the oldest that nobody uses any more are removed. */
  static Run create(Home home) {
    try {
      Files.createDirectories(home.runs());
      removeOld(home);
      Path folder =
          home.runs()
              .resolve(LocalDateTime.now().format(NAME) + "-" + ProcessHandle.current().pid());
      return new Run(Files.createDirectories(folder));
    } catch (IOException e) {
      throw new FailedException("The data folder cannot be written: " + e.getMessage(), e);
    }
  }

  private static void removeOld(Home home) throws IOException {
    List<Path> all;
    try (Stream<Path> runs = Files.list(home.runs())) {
      all = runs.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      if (!inUse(old) && !Files.isDirectory(old.resolve("savepoints"))) {
        deleteIfPossible(old);
      }
    }
  }

  /** Another start may be tidying up at the same time. */
  private static void deleteIfPossible(Path folder) {
    try {
      delete(folder);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} was left alone", folder, e);
    }
  }

  /** The name ends with the id of the process that made it. */
  private static boolean inUse(Path folder) {
    String name = folder.getFileName().toString();
    String pid = name.substring(name.lastIndexOf('-') + 1);
    return pid.matches("\\d+") && ProcessHandle.of(Long.parseLong(pid)).isPresent();
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
