package org.univoice.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.univoice.client.SessionApi;
import org.univoice.gateway.GatewayConfig;
import org.univoice.job.triton.stub.StubTriton;
import org.univoice.local.Benchmark;
import org.univoice.local.FailedException;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.client.Recording;
import org.univoice.local.quality.HeardSession.Stretch;
import org.univoice.local.quality.LostGateway;
import org.univoice.local.quality.LostGateway.Outcome;
import org.univoice.local.stack.GatewayProcess;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.RedisProcess;
import org.univoice.local.stack.Stack;
import org.univoice.local.stack.StackConfig;

/**
 * Kills the gateway in use in mid-sentence, again and again: two gateways, one Redis, the real
 * stream and job, stub models. What is lost or said twice is counted against what is heard when
 * nothing happens.
 */
public final class ReattachBenchmark implements Benchmark {
  private static final int TRIES = 100;
  private static final int SPEECH_SECONDS = 6;
  private static final int BYTES_PER_SECOND = 32_000;
  private static final int FIRST_MILLIS = 800;
  private static final int WITHIN_MILLIS = 4_500;
  private static final long SEED = 7;

  @Override
  public String name() {
    return "reattach";
  }

  @Override
  public String description() {
    return "[TRIES]: kills the gateway in use in mid-sentence; what is lost, what is said twice";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    int tries = arguments.isEmpty() ? TRIES : Integer.parseInt(arguments.get(0));
    Path program =
        RedisProcess.program()
            .orElseThrow(() -> new FailedException("Name a redis-server in UNIVOICE_REDIS_SERVER"));
    byte[] speech = Recording.read(home.checkout().resolve("samples/english.wav")).bytes();
    // A last second of silence ends the last segment by itself.
    byte[] pcm =
        Arrays.copyOf(
            Arrays.copyOf(speech, SPEECH_SECONDS * BYTES_PER_SECOND),
            (SPEECH_SECONDS + 1) * BYTES_PER_SECOND);
    String token = GatewayConfig.local().apiToken();
    Path folder = Run.create(home).folder();
    try (StubTriton models = StubTriton.start();
        Stack stack =
            Stack.startWithModels(
                new StackConfig(home, Ports.free(), folder, ""),
                new TransportBenchmark.Quiet(),
                models.address());
        RedisProcess redis = RedisProcess.start(home, program, GatewayConfig.freePort(), folder);
        GatewayProcess one = new GatewayProcess(home, "gateway-1", stack, redis.uri(), token);
        GatewayProcess other = new GatewayProcess(home, "gateway-2", stack, redis.uri(), token)) {
      one.start();
      other.start();
      Results.record(home, "A gateway lost in mid-sentence", lines(pcm, token, one, other, tries));
    }
    return 0;
  }

  private static List<String> lines(
      byte[] pcm, String token, GatewayProcess one, GatewayProcess other, int tries)
      throws Exception {
    SessionApi first = new SessionApi(List.of(one.api(), other.api()), token);
    LostGateway.undisturbed(first, pcm);
    List<Stretch> said = LostGateway.undisturbed(first, pcm);
    Random chance = new Random(SEED);
    List<Double> back = new ArrayList<>();
    int lost = 0;
    int twice = 0;
    GatewayProcess used = one;
    GatewayProcess next = other;
    for (int i = 1; i <= tries; i++) {
      SessionApi api = new SessionApi(List.of(used.api(), next.api()), token);
      long atMillis = FIRST_MILLIS + chance.nextInt(WITHIN_MILLIS - FIRST_MILLIS);
      Outcome outcome = LostGateway.during(api, pcm, said, atMillis, used::kill);
      lost += outcome.lost().size();
      twice += outcome.twice().size();
      back.add(outcome.backMillis());
      System.out.printf(
          "%d: lost at %d ms, back after %.0f ms, lost %s, twice %s%n",
          i, atMillis, outcome.backMillis(), outcome.lost(), outcome.twice());
      used.start();
      GatewayProcess killed = used;
      used = next;
      next = killed;
    }
    return List.of(
        "| tries | lost | twice | from the kill until another gateway is ready |",
        "|---|---|---|---|",
        String.format("| %d | %d | %d | %s |", tries, lost, twice, Percentiles.of(back)),
        "",
        "Bar: nothing lost, nothing twice.");
  }
}
