package org.univoice.benchmarks.connections;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.util.concurrent.Future;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What connections cost that say nothing. */
public final class IdleConnections {
  private static final List<String> OPTIONS = List.of("-Xms512m", "-Xmx1g", "-XX:+UseSerialGC");
  private static final int BAR_BYTES = 4 * 1024;
  private static final int WARM_UP = 1_000;
  private static final int WATCHED_SECONDS = 20;

  /** What a process opens besides: its libraries, and the ends of its event loops. */
  private static final int OTHER_FILES = 500;

  private IdleConnections() {}

  /** As many as this machine lets one process have files open. */
  public static int most() {
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return (int) Math.min(60_000, system.getMaxFileDescriptorCount() - OTHER_FILES);
  }

  public static void measure(Path logs, int count, Consumer<String> line) throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(OPTIONS, logs.resolve("bench-gateway.log"));
        LoadGenerator generator = new LoadGenerator(gateway.address())) {
      leave(generator.connect(gateway.tickets(WARM_UP)));
      long before = gateway.heapBytes();
      List<LoadClientHandler> clients = generator.connect(gateway.tickets(count));
      long connected = gateway.heapBytes();
      List<Future<Void>> ready = new ArrayList<>();
      clients.forEach(client -> ready.add(client.configure("", "pt")));
      for (Future<Void> each : ready) {
        each.sync();
      }
      long listening = gateway.heapBytes();
      double cpu = gateway.cpuSeconds();
      Thread.sleep(WATCHED_SECONDS * 1_000);
      cpu = gateway.cpuSeconds() - cpu;
      leave(clients);
      line.accept("| what | measured | of the bar |");
      line.accept("|---|---|---|");
      line.accept(heap("connected, each in a session of its own", connected - before, count));
      line.accept(heap("the same, configured to listen", listening - before, count));
      line.accept(
          String.format(
              Locale.ROOT,
              "| CPU of the gateway for %,d idle connections | %.1f %% of a core | |",
              count,
              100 * cpu / WATCHED_SECONDS));
      line.accept("");
      line.accept(
          String.format(
              Locale.ROOT,
              "%,d connections over loopback; gateway %s. Heap after collection, less that of the"
                  + " same process after %,d connections had come and gone. Bar: %,d bytes.",
              count,
              String.join(" ", OPTIONS),
              WARM_UP,
              BAR_BYTES));
    }
  }

  private static String heap(String what, long bytes, int count) {
    double each = (double) bytes / count;
    return String.format(
        Locale.ROOT, "| heap, %s | %.0f bytes | %.2f |", what, each, each / BAR_BYTES);
  }

  private static void leave(List<LoadClientHandler> clients) throws InterruptedException {
    clients.forEach(LoadClientHandler::leave);
    Thread.sleep(2_000);
  }
}
