package org.univoice.local.cli;

import java.util.concurrent.Callable;
import org.univoice.local.Home;
import org.univoice.local.setup.Setup;
import picocli.CommandLine.Command;

@Command(
    name = "models",
    description =
        "Lists the weights: role, name, version, licence, sizes and whether they are here.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Terminal terminal = Terminal.standard();
    Setup setup = new Setup(Home.fromLauncher(), new TerminalProgress(terminal));
    ModelLines.of(
            setup.lock().weights().stream()
                .map(of -> new ModelLines.Row(of, setup.bytesOnDisk(of), setup.state(of)))
                .toList())
        .forEach(terminal::line);
    return 0;
  }
}
