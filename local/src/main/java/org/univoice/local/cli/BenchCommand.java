package org.univoice.local.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.univoice.local.Benchmark;
import org.univoice.local.Home;
import org.univoice.local.InvalidInputException;
import org.univoice.local.setup.Setup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

@Command(
    name = "bench",
    description = "Measures something and records it in benchmarks/RESULTS.md.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "what to measure: ${COMPLETION-CANDIDATES}; README.md says what each takes",
      completionCandidates = Names.class)
  private String name;

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    List<Benchmark> all = all();
    Benchmark chosen =
        all.stream()
            .filter(benchmark -> benchmark.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "there is no benchmark '"
                            + name
                            + "'; there is: "
                            + String.join(", ", all.stream().map(Benchmark::name).toList())));
    Home home = Home.fromLauncher();
    new Setup(home, new TerminalProgress(Terminal.standard())).ensure();
    return chosen.run(home, arguments);
  }

  private static List<Benchmark> all() {
    return ServiceLoader.load(Benchmark.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /** For the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return all().stream().map(Benchmark::name).sorted().iterator();
    }
  }
}
