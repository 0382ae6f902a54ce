package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.univoice.local.FailedException;

/**
 * The Python environment that runs Triton's models and the stand-in for AWS: exactly what the lock
 * file says, checked by hash. It is complete when its stamp, written last, names that lock file.
 */
public final class PythonEnvironment {
  private final Path folder;
  private final Path basePython;
  private final Path lockFile;
  private final Path log;

  public PythonEnvironment(Path folder, Path basePython, Path lockFile, Path log) {
    this.folder = folder;
    this.basePython = basePython;
    this.lockFile = lockFile;
    this.log = log;
  }

  /** Returns at once when it is complete. */
  public void ensure(Progress progress) {
    try {
      String wanted = Checksum.of(lockFile);
      if (complete(wanted)) {
        return;
      }
      try (SharedLock ignored = SharedLock.take(beside(".lock"))) {
        if (!complete(wanted)) {
          make(progress);
          Files.writeString(beside(".stamp"), wanted);
        }
      }
    } catch (IOException e) {
      throw new FailedException("The Python environment could not be made: " + e.getMessage(), e);
    }
  }

  public Path python() {
    return folder.resolve("bin/python");
  }

  private boolean complete(String wanted) throws IOException {
    Path stamp = beside(".stamp");
    return Files.isExecutable(python())
        && Files.exists(stamp)
        && Files.readString(stamp).equals(wanted);
  }

  /**
   * An interrupted one is filled up, unless another Python made it: what is installed in it need
   * not suit this one. What pip has fetched is cached.
   */
  private void make(Progress progress) throws IOException {
    progress.begins("Making the Python environment (a few minutes the first time)");
    Files.deleteIfExists(beside(".stamp"));
    Path parent = folder.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    // pip comes last: without it, making the environment was interrupted.
    if (!Files.isExecutable(python())
        || !Files.exists(folder.resolve("bin/pip"))
        || !isOfBasePython()) {
      run(List.of(basePython.toString(), "-m", "venv", folder.toString(), "--clear"), parent);
    }
    run(
        List.of(
            python().toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-input",
            "--disable-pip-version-check",
            "--progress-bar",
            "off",
            "--no-deps",
            "--require-hashes",
            "--requirement",
            lockFile.toString()),
        parent);
  }

  /** Python 3.10 does not leave its path there, so that its environments are made anew. */
  private boolean isOfBasePython() throws IOException {
    Path written = folder.resolve("pyvenv.cfg");
    return Files.exists(written)
        && Files.readAllLines(written).contains("executable = " + basePython.toRealPath());
  }

  private void run(List<String> command, Path parent) throws IOException {
    ToolProcess.run(command, parent, Map.of(), log);
  }

  private Path beside(String suffix) {
    return folder.resolveSibling(folder.getFileName() + suffix);
  }
}
