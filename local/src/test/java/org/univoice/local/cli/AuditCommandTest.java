package org.univoice.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.audit.AuditChain;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.file.FileAuditConfig;
import org.univoice.gateway.audit.file.FileAuditLog;

/** Through the command line itself. */
class AuditCommandTest {
  @TempDir Path folder;
  private final PrintStream standardOut = System.out;
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Path file;
  private AuditChain end;

  @BeforeEach
  void write() throws Exception {
    System.setProperty("univoice.home", folder.resolve("home").toString());
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try (FileAuditLog log =
        FileAuditLog.open(FileAuditConfig.in(folder.resolve("audit")), Clock.systemUTC())) {
      for (int i = 1; i <= 4; i++) {
        log.append(
            new AuditEntry(
                i,
                "ana",
                "READ",
                "recordings",
                "r" + i,
                "192.0.2.1",
                "curl",
                AuditEntry.Result.SUCCESS,
                Map.of()));
      }
      end = log.chain();
    }
    file = folder.resolve("audit/audit-000000000001.jsonl");
  }

  @AfterEach
  void stopListening() {
    System.setOut(standardOut);
    System.setErr(standardError);
  }

  @Test
  void shouldSayThatAllIsAsItWasWrittenAndWhereItEnds() {
    assertThat(verify(file.toString())).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo("All is as it was written. End: " + end.text() + "\n");
  }

  @Test
  void shouldNameTheFirstEntryThatWasTamperedWith() throws Exception {
    List<String> lines = Files.readAllLines(file);
    expect(1, "CHANGED: Entry 2 ", lines.get(0), lines.get(1).replace("r2", "r9"), lines.get(2));
    expect(1, "REMOVED: Entry 2 ", lines.get(0), lines.get(2), lines.get(3));
    expect(1, "INSERTED: Entry 1 ", lines.get(0), lines.get(0), lines.get(1));
    expect(1, "CHANGED: Entry 1 ", lines.get(0) + "\r", lines.get(1));
    Files.writeString(file, lines.get(0) + "\n" + lines.get(1).substring(0, 30));
    said.reset();
    assertThat(verify(file.toString())).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("TORN: Entry 2 ");
  }

  @Test
  void shouldFindThatTheEndIsMissingWhenItIsKnown() throws Exception {
    List<String> lines = Files.readAllLines(file);
    Files.writeString(file, lines.get(0) + "\n" + lines.get(1) + "\n");

    assertThat(verify(file.toString())).isZero();
    said.reset();
    assertThat(verify(file.toString(), "--end", end.text())).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("REMOVED: Entry 3 ");
  }

  @Test
  void shouldRefuseWhatItCannotRead() {
    assertThat(verify(folder.resolve("none").toString())).isEqualTo(2);
    assertThat(verify(file.toString(), "--end", "4711")).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("This file cannot be read")
        .contains("An end looks like");
  }

  private void expect(int code, String words, String... lines) throws Exception {
    Files.writeString(file, String.join("\n", lines) + "\n");
    said.reset();
    assertThat(verify(file.toString())).isEqualTo(code);
    assertThat(said.toString(StandardCharsets.UTF_8)).startsWith(words);
  }

  private static int verify(String... arguments) {
    String[] line = new String[arguments.length + 2];
    line[0] = "audit";
    line[1] = "verify";
    System.arraycopy(arguments, 0, line, 2, arguments.length);
    return UniVoiceCommand.run(line);
  }
}
