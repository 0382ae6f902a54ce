package org.univoice.local.setup;

import java.nio.file.Path;
import java.util.List;
import org.univoice.local.Home;

/** The Python environment of those who judge what was understood: apart from the models' own. */
public final class JudgesEnvironment {

  private JudgesEnvironment() {}

  public static Path source(Home home) {
    return home.checkout().resolve("benchmarks/quality");
  }

  public static PythonEnvironment of(Home home) {
    return new PythonEnvironment(
        home.folder().resolve("tools/quality"),
        home.basePython(),
        List.of(source(home).resolve("requirements.lock")),
        home.logs().resolve("quality-setup.log"));
  }
}
