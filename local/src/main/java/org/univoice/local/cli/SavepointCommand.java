package org.univoice.local.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.stack.Savepoint;
import picocli.CommandLine.Command;

@Command(
    name = "savepoint",
    description = "Stops the job of a running `up` with a savepoint and prints where it lies.",
    mixinStandardHelpOptions = true)
final class SavepointCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    RunningUp running = RunningUp.require(Home.fromLauncher());
    Path savepoint =
        Savepoint.stop(
            URI.create(running.dashboard()), Path.of(running.runFolder(), Run.SAVEPOINTS));
    System.out.println(savepoint);
    System.out.println("Go on with: ./univoice up --from-savepoint " + savepoint);
    return 0;
  }
}
