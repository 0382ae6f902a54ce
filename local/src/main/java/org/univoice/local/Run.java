package org.univoice.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's folder: checkpoints, savepoints, the stand-in's state and the parts' logs. Its name is
 * the time it began and the id of the process that made it. Of a run that has ended the logs are
 * kept, and savepoints with the stream that they go on in.
 */
public record Run(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);
  private static final int KEPT = 5;

  /** The stand-in's state: the stream, in which a savepoint names places. */
  public static final String STREAM = "aws";

  public static final String CHECKPOINTS = "checkpoints";

  /** Working files of Flink and of what it loads. */
  public static final String TEMPORARY = "tmp";

  public static final String SAVEPOINTS = "savepoints";
  private static final DateTimeFormatter BEGAN = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}-(\\d{1,18})");

  /** A new one; the oldest that nobody uses any more are removed. */
  public static Run create(Home home) {
    try {
      Files.createDirectories(home.runs());
      removeOld(home);
      Path folder =
          home.runs()
              .resolve(LocalDateTime.now().format(BEGAN) + "-" + ProcessHandle.current().pid());
      Files.createDirectories(folder);
      return taken(folder);
    } catch (IOException e) {
      throw new FailedException("The data folder cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * One that has ended, to go on in its folder.
   *
   * @throws InvalidInputException when somebody uses it
   */
  public static Run reopen(Path folder) {
    try {
      return taken(folder);
    } catch (IOException e) {
      throw new FailedException("The run's folder cannot be written: " + e.getMessage(), e);
    }
  }

  private static Run taken(Path folder) throws IOException {
    if (!RunLock.take(folder)) {
      throw new InvalidInputException(
          "another ./univoice uses the run " + folder + "; wait for its end or end it first");
    }
    return new Run(folder);
  }

  private static void removeOld(Home home) throws IOException {
    List<Path> all;
    try (Stream<Path> runs = Files.list(home.runs())) {
      all = runs.filter(Run::isRun).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      if (!inUse(old) && !holdsSavepoint(old)) {
        RunLock.unlessHeld(old, () -> deleteIfPossible(old));
      }
    }
    for (Path ended : all.subList(0, Math.min(KEPT, all.size()))) {
      if (!inUse(ended)) {
        RunLock.ifGivenUp(ended, () -> forgetWork(ended));
      }
    }
  }

  /**
   * Removes what a run needed only while it lasted, which is most of it. Of a run that this process
   * does not hold nothing is removed: it may go on elsewhere.
   *
   * @param folder of a run whose parts have ended
   */
  public static void end(Path folder) {
    try {
      if (RunLock.isHeldHere(folder)) {
        forgetWork(folder);
      }
    } catch (IOException e) {
      LOG.debug("{} was left alone", folder, e);
    }
  }

  private static void forgetWork(Path folder) {
    for (String work : List.of(TEMPORARY, CHECKPOINTS, STREAM)) {
      boolean isContinued = work.equals(STREAM) && holdsSavepoint(folder);
      if (Files.isDirectory(folder.resolve(work)) && !isContinued) {
        deleteIfPossible(folder.resolve(work));
      }
    }
  }

  private static boolean holdsSavepoint(Path folder) {
    return Files.isDirectory(folder.resolve(SAVEPOINTS));
  }

  /**
   * Another start may be tidying up at the same time; what is left is tried again with the next.
   */
  public static void deleteIfPossible(Path folder) {
    try {
      delete(folder);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} was left alone", folder, e);
    }
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

  public static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
