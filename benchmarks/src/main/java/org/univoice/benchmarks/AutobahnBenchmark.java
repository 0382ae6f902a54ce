package org.univoice.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.univoice.local.Benchmark;
import org.univoice.local.Home;
import org.univoice.local.setup.PythonEnvironment;

/** Whether the media listener speaks WebSocket as RFC 6455 says, by the Autobahn test suite. */
public final class AutobahnBenchmark implements Benchmark {

  @Override
  public String name() {
    return "autobahn";
  }

  @Override
  public String description() {
    return "the media listener's WebSocket against every case of the Autobahn test suite";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    PythonEnvironment environment =
        new PythonEnvironment(
            environment(home.folder()),
            home.basePython(),
            List.of(home.checkout().resolve("benchmarks/autobahn.lock")),
            home.logs().resolve("setup.log"));
    environment.ensure(new PrintedProgress());
    Path report = home.folder().resolve("autobahn");
    AutobahnCases cases = AutobahnCases.run(client(home.folder()), report);
    Results.record(home, "Autobahn test suite against the media listener", cases.lines());
    System.out.println("A page for each case: " + report.resolve("index.html"));
    return cases.failed().isEmpty() ? 0 : 1;
  }

  private static Path environment(Path home) {
    return home.resolve("tools/autobahn");
  }

  /** Where the suite's client is, once it is installed. */
  static Path client(Path home) {
    return environment(home).resolve("bin/kosoku");
  }
}
