package org.univoice.local.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.setup.DebianPackages;
import org.univoice.local.setup.JudgesEnvironment;
import org.univoice.local.setup.Setup;
import org.univoice.local.stack.ModelServer;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.StackConfig;
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
    TerminalProgress progress = new TerminalProgress(terminal);
    new Setup(home, progress).ensure();
    JudgesEnvironment.of(home).ensure(progress);
    Map<String, String> servers =
        new DebianPackages(home.debian(), home.logs().resolve("setup.log"))
            .ensure(progress, terminal::line);
    Run run = Run.create(home);
    StackConfig config = new StackConfig(home, Ports.free(), run.folder(), "");
    int code;
    try (ModelServer models = ModelServer.start(config)) {
      code =
          new TestRun(home, servers, progress, terminal::line)
              .run(models.grpc(), models.processId());
    }
    if (code == 0) {
      Run.delete(run.folder());
    }
    return code;
  }
}
