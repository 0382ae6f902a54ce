package org.univoice.benchmarks.connections;

import io.netty.util.concurrent.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.univoice.benchmarks.Percentiles;

/** What a frame takes through the gateway while many talk. */
public final class TalkingSessions {
  private static final List<String> OPTIONS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC");
  private static final double BAR_P99_MILLIS = 20;
  private static final int WARM_UP_SECONDS = 20;
  private static final int SECONDS = 30;
  private static final int LAST_SECONDS = 3;

  private TalkingSessions() {}

  public static void measure(Path logs, int count, Consumer<String> line) throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(OPTIONS, logs.resolve("bench-gateway.log"));
        LoadGenerator generator = new LoadGenerator(gateway.address())) {
      List<LoadClientHandler> clients = generator.connect(gateway.tickets(count));
      List<Future<Void>> ready = new ArrayList<>();
      clients.forEach(client -> ready.add(client.configure("en", "pt")));
      for (Future<Void> each : ready) {
        each.sync();
      }
      Chorus talk = generator.talk(clients);
      Thread.sleep(1_000 * WARM_UP_SECONDS);
      double cpu = gateway.cpuSeconds();
      long since = System.nanoTime();
      talk.measure();
      Thread.sleep(1_000 * SECONDS);
      talk.stop();
      double seconds = (System.nanoTime() - since) / 1e9;
      cpu = gateway.cpuSeconds() - cpu;
      awaitRest(clients);
      clients.forEach(LoadClientHandler::leave);
      Thread.sleep(500);
      say(clients, cpu, seconds, line);
    }
  }

  /** Clients that are late still hear what they have sent; nothing new for so long is lost. */
  private static void awaitRest(List<LoadClientHandler> clients) throws InterruptedException {
    long before = -1;
    long heard = heard(clients);
    while (heard > before) {
      Thread.sleep(1_000 * LAST_SECONDS);
      before = heard;
      heard = heard(clients);
    }
  }

  private static long heard(List<LoadClientHandler> clients) {
    return clients.stream().mapToLong(LoadClientHandler::heard).sum();
  }

  private static void say(
      List<LoadClientHandler> clients, double cpu, double seconds, Consumer<String> line) {
    List<Double> latencies = new ArrayList<>();
    List<Double> lateness = new ArrayList<>();
    long sent = 0;
    long heard = 0;
    long outOfOrder = 0;
    for (LoadClientHandler client : clients) {
      latencies.addAll(client.latencies());
      lateness.addAll(client.lateness());
      sent += client.sent();
      heard += client.heard();
      outOfOrder += client.outOfOrder();
    }
    Percentiles took = Percentiles.of(latencies);
    Percentiles late = Percentiles.of(lateness);
    line.accept("| what | measured | of the bar |");
    line.accept("|---|---|---|");
    line.accept(
        String.format(
            Locale.ROOT,
            "| frame sent → heard | p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms (n=%d) | p99 %.2f |",
            took.p50(),
            took.p95(),
            took.p99(),
            took.max(),
            took.count(),
            took.p99() / BAR_P99_MILLIS));
    line.accept(
        String.format(
            "| frames lost, out of order | %d, %d of %d | |", sent - heard, outOfOrder, sent));
    line.accept(
        String.format(
            Locale.ROOT,
            "| CPU of the gateway per million frames in and as many out | %.1f s | |",
            cpu / latencies.size() * 1e6));
    line.accept(
        String.format(
            Locale.ROOT, "| CPU of the gateway | %.0f %% of a core | |", 100 * cpu / seconds));
    line.accept(
        String.format(
            Locale.ROOT,
            "| the clients' own lateness | p50 %.1f  p99 %.1f  max %.1f ms | |",
            late.p50(),
            late.p99(),
            late.max()));
    line.accept("");
    line.accept(
        String.format(
            Locale.ROOT,
            "%,d sessions, 20 frames of 1,600 bytes a second each way, %d s after %d s of warm-up,"
                + " over loopback; gateway %s, clients in one other process, a thread in the gateway"
                + " in the place of stream and job. Bar: p99 < %.0f ms, nothing lost.",
            clients.size(),
            SECONDS,
            WARM_UP_SECONDS,
            String.join(" ", OPTIONS),
            BAR_P99_MILLIS));
  }
}
