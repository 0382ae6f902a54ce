package org.univoice.local.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.univoice.local.Home;
import org.univoice.local.InvalidInputException;
import org.univoice.local.Run;
import org.univoice.local.StoreFolder;
import org.univoice.local.lan.LanSetup;
import org.univoice.local.setup.Setup;
import org.univoice.local.setup.WebBuild;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.Stack;
import org.univoice.local.stack.StackConfig;
import org.univoice.local.stack.WarmUp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Runs the whole stack until Ctrl-C and prints its addresses.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      description = "go on from what ./univoice savepoint has written")
  private Path savepoint;

  @Option(names = "--no-page", description = "serve the api alone, without the web page")
  private boolean noPage;

  @Option(
      names = "--lan",
      description = "let other devices of the local network in, such as a phone, over https")
  private boolean lan;

  @Mixin private StackOptions options;

  @Override
  public Integer call() throws Exception {
    long started = System.nanoTime();
    Terminal terminal = Terminal.standard();
    Home home = Home.fromLauncher();
    Ports ports = options.ports(Ports.fixed());
    // Before anything else starts: whoever goes on in a run must be the only one.
    Run former = savepoint == null ? null : Run.reopen(folderOf(savepoint));
    TerminalProgress progress = new TerminalProgress(terminal);
    new Setup(home, progress).ensure();
    Optional<Path> page =
        noPage ? Optional.empty() : Optional.of(WebBuild.of(home).ensure(progress));
    StackConfig config =
        new StackConfig(
            home,
            ports,
            (former == null ? Run.create(home) : former).folder(),
            savepoint == null ? "" : savepoint.toAbsolutePath().toString());
    StoreFolder store = StoreFolder.open(home, config.runFolder());
    if (!store.isKept()) {
      terminal.line("Another up keeps what users keep; what this one keeps goes with it.");
    }
    config = config.withStore(store);
    if (page.isPresent()) {
      config = config.withPage(page.get());
    }
    if (lan) {
      config = config.withLan(LanSetup.ensure(home));
    }
    TerminalStackListener listener =
        new TerminalStackListener(terminal, options.verbose(), languages -> {});
    try (Stack stack = StartedStack.start(config, listener)) {
      WarmUp.speakThrough(stack, listener);
      RunningUp running =
          new RunningUp(
              ProcessHandle.current().pid(),
              stack.api().toString(),
              stack.dashboard().toString(),
              stack.apiToken(),
              config.runFolder().toString());
      running.write();
      try {
        double seconds = (System.nanoTime() - started) / 1e9;
        terminal.line(String.format(Locale.ROOT, "UniVoice is ready (%.1f s)", seconds));
        banner(stack, config).lines().forEach(terminal::line);
        terminal.line("Ctrl-C ends it; ./univoice token prints the token for the api.");
        stack.jobEnded().get();
        terminal.line("The job was stopped with a savepoint.");
      } finally {
        running.remove();
      }
    }
    return 0;
  }

  private static Banner banner(Stack stack, StackConfig config) {
    Banner banner = new Banner(stack.api(), stack.media(), config);
    return config.page().isPresent() ? banner.opening(stack.page(), stack.apiToken()) : banner;
  }

  /** Places in the stream are only known to the run that wrote them. */
  private static Path folderOf(Path savepoint) {
    Path folder = savepoint.toAbsolutePath().normalize();
    Path run = folder.getParent() == null ? null : folder.getParent().getParent();
    if (!Files.isRegularFile(folder.resolve("_metadata"))
        || run == null
        || !Files.isDirectory(run.resolve(Run.STREAM))) {
      throw new InvalidInputException(
          savepoint
              + " is no savepoint of a run on this machine; ./univoice savepoint prints its path");
    }
    return run;
  }
}
