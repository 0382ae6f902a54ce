package org.univoice.local.cli;

import java.util.concurrent.Callable;
import org.univoice.local.Home;
import org.univoice.local.setup.Setup;
import org.univoice.local.testing.TestRun;
import picocli.CommandLine.Command;

@Command(
    name = "test",
    description = "Runs everything that continuous integration runs.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    Home home = Home.fromLauncher();
    Terminal terminal = Terminal.standard();
    new Setup(home, new TerminalProgress(terminal)).ensure();
    return new TestRun(home, terminal::line).run();
  }
}
