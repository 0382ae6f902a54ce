package org.univoice.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's folder: checkpoints, savepoints, the stand-in's state and the parts' logs. Its name is
 * the time it began and the id of the process that made it. Of a run that has ended the logs are
 * kept, and savepoints with the stream that they go on in; all else goes, also the token of an
 * {@code up}.
 */
public record Run(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  public static final String LOGS = "logs";

  /** The stand-in's state: the stream, in which a savepoint names places. */
  public static final String STREAM = "aws";

  public static final String CHECKPOINTS = "checkpoints";

  /** Working files of Flink and of what it loads. */
  public static final String TEMPORARY = "tmp";

  public static final String SAVEPOINTS = "savepoints";
  private static final DateTimeFormatter BEGAN = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  /** A new one; the oldest that nobody uses any more are removed. */
  public static Run create(Home home) {
    try {
      Files.createDirectories(home.runs());
      EndedRuns.tidyUp(home.runs());
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

  /**
   * Removes what a run needed only while it lasted, which is most of it. Of a run that this process
   * does not hold nothing is removed: it may go on elsewhere.
   *
   * @param folder of a run whose parts have ended
   */
  public static void end(Path folder) {
    try {
      if (RunLock.isHeldHere(folder)) {
        EndedRuns.forgetWork(folder);
      }
    } catch (IOException e) {
      LOG.debug("{} was left alone", folder, e);
    }
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

  public static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
