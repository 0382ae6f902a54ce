package org.univoice.local.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.univoice.gateway.audit.AuditChain;
import org.univoice.gateway.audit.AuditVerifier;
import org.univoice.gateway.audit.file.AuditFileReader;
import org.univoice.local.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "audit",
    description = "What is kept of who did what.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = AuditCommand.Verify.class)
final class AuditCommand {

  @Command(
      name = "verify",
      description = "Names the first entry that was changed, removed or inserted (code 1).",
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of one log, in order.")
    private List<Path> files;

    @Option(
        names = "--after",
        paramLabel = "END",
        description = "The end of the files before the first, as this command printed it.")
    private String after;

    @Option(
        names = "--end",
        paramLabel = "END",
        description = "An end that the log is known to have had.")
    private String end;

    @Override
    public Integer call() {
      AuditVerifier verifier = new AuditVerifier(end(after).orElse(AuditChain.EMPTY), end(end));
      for (Path file : files) {
        try {
          AuditFileReader.read(file, verifier);
        } catch (IOException e) {
          throw new InvalidInputException("This file cannot be read: " + file);
        }
      }
      verifier.end();
      verifier
          .fault()
          .ifPresentOrElse(
              fault -> System.err.println(fault.kind() + ": " + fault.message()),
              () ->
                  System.out.println("All is as it was written. End: " + verifier.chain().text()));
      return verifier.fault().isPresent() ? 1 : 0;
    }

    private static Optional<AuditChain> end(String text) {
      try {
        return Optional.ofNullable(text).map(AuditChain::parse);
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(e.getMessage());
      }
    }
  }
}
