package org.univoice.local;

import java.nio.file.Path;

/**
 * Where things lie.
 *
 * @param folder everything that is fetched or kept
 * @param checkout the sources that are run
 * @param basePython the machine's Python, of which the environment is made
 */
public record Home(Path folder, Path checkout, Path basePython) {

  /** As the launcher tells it. */
  public static Home fromLauncher() {
    return new Home(
        Path.of(System.getProperty("univoice.home")).toAbsolutePath(),
        Path.of(System.getProperty("univoice.checkout")).toAbsolutePath(),
        Path.of(System.getProperty("univoice.python", "python3")));
  }

  public Path weights() {
    return folder.resolve("weights");
  }

  public Path environment() {
    return folder.resolve("venv");
  }

  public Path python() {
    return environment().resolve("bin/python");
  }

  /** Servers that only tests need. */
  public Path debian() {
    return folder.resolve("debian");
  }

  public Path logs() {
    return folder.resolve("logs");
  }

  /** Of this process, command line and gateway; as logback.xml says. */
  public Path log() {
    return logs().resolve("univoice.log");
  }

  public Path runs() {
    return folder.resolve("run");
  }

  public Path models() {
    return checkout.resolve("triton-models");
  }
}
