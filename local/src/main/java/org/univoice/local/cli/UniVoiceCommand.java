package org.univoice.local.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.univoice.gateway.PortTakenException;
import org.univoice.local.FailedException;
import org.univoice.local.Home;
import org.univoice.local.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Everything that can be asked of UniVoice on one machine. */
@Command(
    name = "univoice",
    description = "Live speech translation in a voice like the speaker's, on one machine.",
    mixinStandardHelpOptions = true,
    version = "UniVoice 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      HelpCommand.class,
      TranslateCommand.class,
      UpCommand.class,
      TestCommand.class,
      TokenCommand.class,
      LanguagesCommand.class,
      BenchCommand.class,
      SavepointCommand.class,
      ModelsCommand.class,
      AuditCommand.class
    })
public final class UniVoiceCommand {
  private static final Logger LOG = LoggerFactory.getLogger(UniVoiceCommand.class);

  private UniVoiceCommand() {}

  /** Runs one command; whatever goes wrong becomes one line on standard error and a code. */
  public static int run(String... args) {
    // What speaks through java.util.logging, such as gRPC, goes to the log: the terminal is for
    // people.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    CommandLine line = new CommandLine(new UniVoiceCommand());
    line.setParameterExceptionHandler(
        (e, given) -> {
          complain(reason(e, line));
          return 2;
        });
    line.setExecutionExceptionHandler((e, commandLine, result) -> codeOf(e));
    if (args.length == 0) {
      line.usage(System.err);
      return 2;
    }
    return line.execute(args);
  }

  /** What is no command is an unmatched argument to the parser, and tells nobody what there is. */
  private static String reason(ParameterException e, CommandLine all) {
    boolean unknown =
        e instanceof UnmatchedArgumentException unmatched
            && e.getCommandLine() == all
            && !unmatched.isUnknownOption();
    return unknown
        ? "there is no command '"
            + ((UnmatchedArgumentException) e).getUnmatched().get(0)
            + "'; there is: "
            + String.join(", ", all.getSubcommands().keySet())
        : e.getMessage().lines().findFirst().orElse("what do you mean?");
  }

  private static int codeOf(Exception e) {
    if (e instanceof InvalidInputException || e instanceof PortTakenException) {
      LOG.info("Refused: {}", e.getMessage());
      complain(e.getMessage());
      return 2;
    }
    LOG.error("Failed", e);
    if (e instanceof InterruptedException || StartedStack.isJvmEnding()) {
      return 1;
    }
    String log = " (details: " + Home.fromLauncher().log() + ")";
    complain((e instanceof FailedException ? e.getMessage() : "Something failed: " + e) + log);
    return 1;
  }

  private static void complain(String line) {
    System.err.println("univoice: " + line.replaceAll("\\s+", " "));
  }
}
