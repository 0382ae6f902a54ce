package org.univoice.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.univoice.local.FailedException;
import org.univoice.local.Home;
import org.univoice.local.InvalidInputException;

/**
 * What other commands need to know of a running {@code up}; written for the person alone.
 *
 * @param pid process id of the command line that runs it
 */
record RunningUp(long pid, String api, String dashboard, String apiToken, String runFolder) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "up.json";

  void write() {
    try {
      Path file = Path.of(runFolder, FILE);
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      JSON.writeValue(file.toFile(), this);
    } catch (IOException e) {
      throw new FailedException("The data folder cannot be written: " + e.getMessage(), e);
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(Path.of(runFolder, FILE));
    } catch (IOException e) {
      throw new FailedException("The data folder cannot be written: " + e.getMessage(), e);
    }
  }

  static Optional<RunningUp> find(Home home) {
    if (!Files.isDirectory(home.runs())) {
      return Optional.empty();
    }
    try (Stream<Path> runs = Files.list(home.runs())) {
      for (Path run : runs.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (Files.exists(run.resolve(FILE))) {
          RunningUp up = JSON.readValue(run.resolve(FILE).toFile(), RunningUp.class);
          if (ProcessHandle.of(up.pid()).isPresent()) {
            return Optional.of(up);
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new FailedException("The data folder cannot be read: " + e.getMessage(), e);
    }
  }

  static RunningUp require(Home home) {
    return find(home)
        .orElseThrow(
            () -> new InvalidInputException("nothing is running; start it with ./univoice up"));
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "RunningUp[" + pid + ", " + api + "]";
  }
}
