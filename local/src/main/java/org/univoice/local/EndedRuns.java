package org.univoice.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stays of runs when they have ended. */
final class EndedRuns {
  private static final Logger LOG = LoggerFactory.getLogger(EndedRuns.class);
  private static final int KEPT = 5;
  private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}-(\\d{1,18})");

  private EndedRuns() {}

  /** The oldest that nobody uses are removed, what the others needed while they lasted goes. */
  static void tidyUp(Path runs) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.list(runs)) {
      all = found.filter(EndedRuns::isRun).sorted(Comparator.reverseOrder()).toList();
    }
    for (int i = 0; i < all.size(); i++) {
      Path run = all.get(i);
      if (inUse(run)) {
        continue;
      }
      if (i < KEPT || holdsSavepoint(run)) {
        RunLock.ifGivenUp(run, () -> forgetWork(run));
      } else {
        RunLock.unlessHeld(run, () -> Run.deleteIfPossible(run));
      }
    }
  }

  /** Names what stays rather than what goes: whatever a part may leave there one day goes too. */
  static void forgetWork(Path folder) {
    Set<String> kept = new HashSet<>(Set.of(Run.LOGS, RunLock.FILE));
    if (holdsSavepoint(folder)) {
      kept.addAll(Set.of(Run.SAVEPOINTS, Run.STREAM));
    }
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(file -> !kept.contains(file.getFileName().toString()))
          .forEach(Run::deleteIfPossible);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} was left alone", folder, e);
    }
  }

  private static boolean holdsSavepoint(Path folder) {
    return Files.isDirectory(folder.resolve(Run.SAVEPOINTS));
  }

  /** Folders of other names are not ours to remove. */
  private static boolean isRun(Path folder) {
    return Files.isDirectory(folder) && name(folder).matches();
  }

  private static boolean inUse(Path folder) {
    Matcher name = name(folder);
    return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isPresent();
  }

  private static Matcher name(Path folder) {
    return NAME.matcher(folder.getFileName().toString());
  }
}
