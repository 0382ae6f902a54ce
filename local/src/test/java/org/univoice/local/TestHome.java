package org.univoice.local;

import java.nio.file.Path;

/** The data folder that the tests share with the command line, and this checkout. */
public final class TestHome {
  private TestHome() {}

  public static Home ofEnvironment() {
    String folder = System.getenv("UNIVOICE_HOME");
    return new Home(
        folder == null
            ? Path.of(System.getProperty("user.home"), ".cache/univoice")
            : Path.of(folder),
        Path.of("..").toAbsolutePath().normalize(),
        Path.of("python3"));
  }
}
