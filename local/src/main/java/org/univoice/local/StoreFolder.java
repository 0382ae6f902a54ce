package org.univoice.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the stand-in for the stores keeps what users keep.
 *
 * @param isKept whether the next {@code up} finds it again; a run that finds it in use has one of
 *     its own, which goes with the run
 */
public record StoreFolder(Path folder, boolean isKept) {
  private static final String NAME = "store";

  /** The one of this home, or one of the run when another run uses that. */
  public static StoreFolder open(Home home, Path runFolder) {
    try {
      Path kept = forThePersonAlone(home.folder().resolve(NAME));
      return RunLock.take(kept)
          ? new StoreFolder(kept, true)
          : new StoreFolder(forThePersonAlone(runFolder.resolve(NAME)), false);
    } catch (IOException e) {
      throw new FailedException("The data folder cannot be written: " + e.getMessage(), e);
    }
  }

  private static Path forThePersonAlone(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }
}
