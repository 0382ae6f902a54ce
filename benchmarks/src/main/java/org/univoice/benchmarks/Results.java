package org.univoice.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.univoice.local.Home;

/** Adds a run to benchmarks/RESULTS.md and prints it. */
final class Results {

  private Results() {}

  static void record(Home home, String title, List<String> lines) throws IOException {
    double load =
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    String conditions =
        String.format(
            "%s; %d cores, load average %.1f at the end, Java %s",
            LocalDate.now(),
            Runtime.getRuntime().availableProcessors(),
            load,
            Runtime.version().feature());
    String text = "\n## " + title + "\n" + conditions + "\n\n" + String.join("\n", lines) + "\n";
    System.out.print(text);
    Path file = home.checkout().resolve("benchmarks/RESULTS.md");
    Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "# Results\n") + text);
  }
}
