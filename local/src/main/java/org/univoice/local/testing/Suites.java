package org.univoice.local.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs suites of tests, each a program of its own that writes where this one writes. */
final class Suites {
  private final Map<String, String> environment;
  private final Consumer<String> say;

  /**
   * @param environment of all of them
   */
  Suites(Map<String, String> environment, Consumer<String> say) {
    this.environment = Map.copyOf(environment);
    this.say = say;
  }

  int run(String name, List<String> command, Path folder) throws IOException, InterruptedException {
    return run(name, command, folder, Map.of());
  }

  /**
   * @param more environment of this one
   * @return its exit code
   */
  int run(String name, List<String> command, Path folder, Map<String, String> more)
      throws IOException, InterruptedException {
    say.accept("== " + name);
    long started = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    Process process = builder.inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    int code = process.waitFor();
    say.accept(
        "== "
            + name
            + (code == 0 ? ": passed" : ": failed")
            + " ("
            + (System.nanoTime() - started) / 1_000_000_000L
            + " s)");
    return code;
  }
}
