package org.univoice.local.setup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.univoice.local.FailedException;

/**
 * The Python environment that runs Triton's models and the stand-in for AWS: exactly what the lock
 * files say, checked by hash. It is complete when its stamp, written last, names those lock files.
 */
public final class PythonEnvironment {
  private final Path folder;
  private final Path basePython;
  private final List<Path> lockFiles;
  private final Path log;

  /**
   * @param lockFiles installed in this order: what a later one builds may need the tools that an
   *     earlier one brings
   */
  public PythonEnvironment(Path folder, Path basePython, List<Path> lockFiles, Path log) {
    this.folder = folder;
    this.basePython = basePython;
    this.lockFiles = List.copyOf(lockFiles);
    this.log = log;
  }

  /** Returns at once when it is complete. */
  public void ensure(Progress progress) {
    try {
      String wanted = "";
      for (Path lockFile : lockFiles) {
        wanted += Checksum.of(lockFile);
      }
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
    for (Path lockFile : lockFiles) {
      install(lockFile, parent);
    }
  }

  private void install(Path lockFile, Path parent) throws IOException {
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
            // What is built, is built with locked tools too.
            "--no-build-isolation",
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
    String path = folder.resolve("bin") + File.pathSeparator + System.getenv("PATH");
    ToolProcess.run(command, parent, Map.of("PATH", path), log);
  }

  private Path beside(String suffix) {
    return folder.resolveSibling(folder.getFileName() + suffix);
  }
}
