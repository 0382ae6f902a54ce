package org.univoice.local.cli;

import java.util.concurrent.Callable;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.setup.Setup;
import org.univoice.local.stack.ModelServer;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.StackConfig;
import picocli.CommandLine.Command;

@Command(
    name = "languages",
    description = "Prints what the models serve, as they declare it themselves.",
    mixinStandardHelpOptions = true)
final class LanguagesCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    Home home = Home.fromLauncher();
    Terminal terminal = Terminal.standard();
    new Setup(home, new TerminalProgress(terminal)).ensure();
    Run run = Run.create(home);
    Languages served = ModelServer.declared(new StackConfig(home, Ports.free(), run.folder(), ""));
    Run.delete(run.folder());
    LanguageLines.of(served).forEach(terminal::line);
    return 0;
  }
}
