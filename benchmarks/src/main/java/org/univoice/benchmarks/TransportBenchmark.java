package org.univoice.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.univoice.client.SessionApi;
import org.univoice.job.triton.stub.StubTriton;
import org.univoice.local.Benchmark;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.client.Recording;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.Stack;
import org.univoice.local.stack.StackConfig;
import org.univoice.local.stack.StackListener;

/**
 * What everything but the models costs: real gateway, Kinesis stand-in and job, stub models that
 * answer at once. The added latency is the time from the chunk that makes a partial possible being
 * sent to the partial arriving. All talkers say the same, so a lost chunk shows as a segment that
 * differs from the others'.
 */
public final class TransportBenchmark implements Benchmark {
  private static final long CHUNK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final List<String> TALKERS = List.of("1", "10", "50");
  private static final int WARM_UP_SECONDS = 30;
  private static final int WARM_UP_TALKERS = 50;
  private static final int SECONDS = 30;
  private static final long END_SECONDS = 60;

  @Override
  public String name() {
    return "transport";
  }

  @Override
  public String description() {
    return "[TALKERS...]: added latency, loss, order and CPU with stub models";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    byte[] speech = Recording.read(home.checkout().resolve("samples/english.wav")).bytes();
    List<String> lines = new ArrayList<>();
    lines.add(
        "| talkers | added latency of partials | talkers with a loss | out of order | job CPU per talker | all CPU per talker |");
    lines.add("|---|---|---|---|---|---|");
    Path folder = Run.create(home).folder();
    try (StubTriton models = StubTriton.start();
        Stack stack =
            Stack.startWithModels(
                new StackConfig(home, Ports.free(), folder, ""), new Quiet(), models.address())) {
      talk(stack, repeated(speech, WARM_UP_SECONDS), WARM_UP_TALKERS);
      for (String talkers : arguments.isEmpty() ? TALKERS : arguments) {
        lines.add(measure(stack, repeated(speech, SECONDS), Integer.parseInt(talkers)));
        System.out.println(lines.get(lines.size() - 1));
      }
    }
    lines.add("");
    lines.add(
        "Bar: p50 ≤ 40 ms, p99 ≤ 120 ms at 50 talkers, nothing lost, nothing out of order. \"All\" is the job, the gateway, the stub models and the talkers themselves.");
    Results.record(home, "Transport with stub models", lines);
    return 0;
  }

  private static String measure(Stack stack, byte[] pcm, int talkers) throws Exception {
    ProcessHandle job = stack.jobProcess().orElseThrow();
    double jobBefore = ProcessCpu.seconds(job);
    double oursBefore = ProcessCpu.seconds(ProcessHandle.current());
    long started = System.nanoTime();
    List<Talker> all = talk(stack, pcm, talkers);
    double seconds = (System.nanoTime() - started) / 1e9;
    double jobCpu = ProcessCpu.seconds(job) - jobBefore;
    double ours = ProcessCpu.seconds(ProcessHandle.current()) - oursBefore;
    List<Long> lags = all.stream().flatMap(t -> t.transportLagsMillis().stream()).toList();
    return String.format(
        Locale.ROOT,
        "| %d | %s | %d | %d | %.2f %% of a core | %.2f %% |",
        talkers,
        Percentiles.of(lags),
        different(all),
        all.stream().mapToInt(Talker::outOfOrder).sum(),
        100 * jobCpu / seconds / talkers,
        100 * (jobCpu + ours) / seconds / talkers);
  }

  /** A talker and when its next chunk is due, in nanoseconds of the machine's clock. */
  private record Turn(Talker talker, long due) {}

  private static List<Talker> talk(Stack stack, byte[] pcm, int talkers) throws Exception {
    SessionApi api = new SessionApi(stack.api(), stack.apiToken());
    List<Talker> all = new ArrayList<>();
    for (int i = 0; i < talkers; i++) {
      all.add(Talker.connect(api.open("talker " + i), pcm, "en", "pt"));
    }
    long start = System.nanoTime();
    PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingLong(Turn::due));
    for (int i = 0; i < talkers; i++) {
      // Talkers do not breathe in step: what they say is spread over the half second of a partial.
      turns.add(new Turn(all.get(i), start + STEP_NANOS * i / talkers));
    }
    while (!turns.isEmpty()) {
      Turn turn = turns.poll();
      while (System.nanoTime() < turn.due()) {
        LockSupport.parkNanos(turn.due() - System.nanoTime());
      }
      turn.talker().sendNext();
      if (turn.talker().hasMore()) {
        turns.add(new Turn(turn.talker(), turn.due() + CHUNK_NANOS));
      } else {
        turn.talker().stop();
      }
    }
    CompletableFuture.allOf(all.stream().map(Talker::finished).toArray(CompletableFuture[]::new))
        .orTimeout(END_SECONDS, TimeUnit.SECONDS)
        .exceptionally(failure -> null)
        .join();
    all.forEach(Talker::leave);
    return all;
  }

  /** Talkers that did not hear the end, or whose segments are not what most talkers have. */
  private static long different(List<Talker> all) {
    List<List<String>> heard =
        all.stream()
            .map(t -> t.segments().stream().map(s -> s.startMillis + "-" + s.endMillis).toList())
            .toList();
    List<String> usual =
        heard.stream()
            .collect(Collectors.groupingBy(h -> h, Collectors.counting()))
            .entrySet()
            .stream()
            .max(Map.Entry.comparingByValue())
            .orElseThrow()
            .getKey();
    int[] different =
        IntStream.range(0, all.size())
            .filter(i -> !all.get(i).isFinished() || !heard.get(i).equals(usual))
            .toArray();
    for (int i : different) {
      String end = all.get(i).isFinished() ? "" : " and no end";
      System.out.println("talker " + i + ": " + heard.get(i) + end + ", not " + usual);
    }
    return different.length;
  }

  private static byte[] repeated(byte[] speech, int seconds) {
    byte[] pcm = new byte[seconds * 32_000];
    for (int at = 0; at < pcm.length; at += speech.length) {
      System.arraycopy(speech, 0, pcm, at, Math.min(speech.length, pcm.length - at));
    }
    // A last second of silence ends the last segment by itself.
    Arrays.fill(pcm, pcm.length - 32_000, pcm.length, (byte) 0);
    return pcm;
  }

  /** Only what went wrong is worth a line. */
  static final class Quiet implements StackListener {
    @Override
    public void started(String part, Duration took) {}

    @Override
    public void notice(String line) {
      System.err.println(line);
    }
  }
}
