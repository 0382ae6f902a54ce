package org.univoice.local.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.univoice.local.Home;
import org.univoice.local.setup.Setup;
import org.univoice.local.setup.WeightsLock.Weights;
import picocli.CommandLine.Command;

@Command(
    name = "models",
    description =
        "Lists the weights: role, name, version, licence, size and whether they are here.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
  private static final String ROW = "%-22s %-22s %-8s %-11s %9s  %s%n";

  @Override
  public Integer call() {
    Setup setup = new Setup(Home.fromLauncher(), new TerminalProgress(Terminal.standard()));
    System.out.printf(ROW, "ROLE", "NAME", "VERSION", "LICENCE", "SIZE", "STATE");
    for (Weights weights : setup.lock().weights()) {
      long bytes = weights.files().stream().mapToLong(file -> file.size()).sum();
      System.out.printf(
          ROW,
          weights.role(),
          weights.name(),
          weights.version(),
          weights.licence(),
          Terminal.megabytes(bytes),
          setup.state(weights).name().toLowerCase(Locale.ROOT));
    }
    return 0;
  }
}
