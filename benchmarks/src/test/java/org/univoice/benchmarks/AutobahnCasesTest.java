package org.univoice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutobahnCasesTest {
  /** All but those of compression, which is not offered. */
  private static final int CASES = 301;

  @TempDir Path folder;

  @Test
  void shouldSpeakWebSocketAsTheSpecificationSays() throws Exception {
    Path client = AutobahnBenchmark.client(home());
    assumeTrue(
        Files.isExecutable(client),
        () -> "SKIPPED: " + client + " is not there; './univoice bench autobahn' installs it");

    AutobahnCases cases = AutobahnCases.run(client, folder);

    assertThat(cases.failed()).isEmpty();
    assertThat(cases.passed()).isEqualTo(CASES);
  }

  @Test
  void shouldNameWhatFailed() throws Exception {
    Path index =
        Files.writeString(
            folder.resolve("index.json"),
            """
            {"a":{"1.1.1":{"behavior":"OK","behaviorClose":"OK"},
            "2.3":{"behavior":"FAILED","behaviorClose":"OK"},
            "2.4":{"behavior":"OK","behaviorClose":"WRONG CODE"},
            "6.1":{"behavior":"NON-STRICT","behaviorClose":"OK"},
            "12.1.1":{"behavior":"UNIMPLEMENTED","behaviorClose":"OK"}}}
            """);

    AutobahnCases cases = AutobahnCases.read(index);

    assertThat(cases.passed()).isEqualTo(2);
    assertThat(cases.failed())
        .containsExactly("2.3 (FAILED, close OK)", "2.4 (OK, close WRONG CODE)");
    assertThat(cases.lines()).contains("| 2 | 0 | 0 | 0 | 0 | 2 |", "| 12 | 0 | 0 | 0 | 1 | 0 |");
  }

  private static Path home() {
    String set = System.getenv("UNIVOICE_HOME");
    return set == null ? Path.of(System.getProperty("user.home"), ".cache/univoice") : Path.of(set);
  }
}
