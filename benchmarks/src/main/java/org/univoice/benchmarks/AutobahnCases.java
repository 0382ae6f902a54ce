package org.univoice.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.websocket.EchoListener;

/**
 * The cases of the Autobahn test suite against the way in which the media listener speaks
 * WebSocket.
 */
final class AutobahnCases {
  private static final int LARGEST_CASE_BYTES = 16 * 1024 * 1024;
  private static final int MOST_MINUTES = 5;

  private final Map<Integer, Map<String, Integer>> chapters = new TreeMap<>();
  private final List<String> failed = new ArrayList<>();
  private int passed;

  private AutobahnCases() {}

  /**
   * Runs them all, one after the other.
   *
   * @param client the suite's client
   * @param folder takes the suite's own report, a page per case
   */
  static AutobahnCases run(Path client, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (EchoListener echo = EchoListener.start(LARGEST_CASE_BYTES)) {
      Process suite =
          new ProcessBuilder(
                  client.toString(),
                  "--outdir",
                  folder.toString(),
                  "127.0.0.1:" + echo.address().getPort())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("suite.log").toFile())
              .start();
      try {
        if (!suite.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
          throw new IOException("The suite did not end within " + MOST_MINUTES + " minutes");
        }
      } finally {
        suite.destroyForcibly();
      }
    }
    // Its exit code counts what is not offered as failed, so the report is read instead.
    return read(folder.resolve("index.json"));
  }

  static AutobahnCases read(Path index) throws IOException {
    AutobahnCases cases = new AutobahnCases();
    JsonNode agents = new ObjectMapper().readTree(index.toFile());
    agents
        .elements()
        .next()
        .fields()
        .forEachRemaining(each -> cases.add(each.getKey(), each.getValue()));
    return cases;
  }

  private void add(String name, JsonNode result) {
    String behaviour = result.get("behavior").asText();
    String end = result.get("behaviorClose").asText();
    int chapter = Integer.parseInt(name.substring(0, name.indexOf('.')));
    boolean good = isGood(behaviour) && isGood(end);
    String outcome = good ? behaviour : behaviour.equals("UNIMPLEMENTED") ? behaviour : "FAILED";
    chapters.computeIfAbsent(chapter, ignored -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
    if (good) {
      passed++;
    } else if (outcome.equals("FAILED")) {
      failed.add(name + " (" + behaviour + ", close " + end + ")");
    }
  }

  /** Not strict is what the specification allows: seen a frame later than might be. */
  private static boolean isGood(String outcome) {
    return List.of("OK", "NON-STRICT", "INFORMATIONAL").contains(outcome);
  }

  int passed() {
    return passed;
  }

  /** Each with what it did. */
  List<String> failed() {
    return List.copyOf(failed);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| chapter | OK | not strict | informational | not offered | failed |");
    lines.add("|---|---|---|---|---|---|");
    chapters.forEach(
        (chapter, counts) ->
            lines.add(
                String.format(
                    "| %d | %d | %d | %d | %d | %d |",
                    chapter,
                    counts.getOrDefault("OK", 0),
                    counts.getOrDefault("NON-STRICT", 0),
                    counts.getOrDefault("INFORMATIONAL", 0),
                    counts.getOrDefault("UNIMPLEMENTED", 0),
                    counts.getOrDefault("FAILED", 0))));
    lines.add("");
    lines.add(
        passed
            + " passed, "
            + failed.size()
            + " failed"
            + (failed.isEmpty() ? "." : ": " + String.join(", ", failed) + ".")
            + " Not offered is compression (chapters 12 and 13), on purpose.");
    return lines;
  }
}
