package org.univoice.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.univoice.gateway.GatewayConfig;
import org.univoice.gateway.cache.ReadThrough.NearCache;
import org.univoice.gateway.cache.redis.RedisCache;
import org.univoice.gateway.cache.redis.RedisConfig;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.voice.CachedVoiceProfileStore;
import org.univoice.gateway.voice.MemoryVoiceProfileStore;
import org.univoice.gateway.voice.VoiceCharacteristics;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.gateway.voice.VoiceProfileStore;
import org.univoice.local.Benchmark;
import org.univoice.local.FailedException;
import org.univoice.local.Home;
import org.univoice.local.setup.DebianPackages;
import org.univoice.local.setup.Progress;
import org.univoice.local.stack.GuardedProcess;

/** How long a voice profile in frequent use takes from the caches, with a real Redis. */
public final class CacheBenchmark implements Benchmark {
  private static final int PROFILES = 200;

  /** Over ten: what "frequently accessed" means. The first is not counted: it fills the cache. */
  private static final int ACCESSES = 50;

  /** Longer than a gateway's: what is slow is to be seen, not left out. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** The first rounds warm the JVM up. */
  private static final int WARM_UP = 5;

  private static final double TARGET_MILLIS = 10;

  @Override
  public String name() {
    return "caches";
  }

  @Override
  public String description() {
    return "a voice profile from the cache";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    Map<String, String> servers =
        new DebianPackages(home.debian(), home.logs().resolve("setup.log"))
            .ensure(new Silent(), System.err::println);
    String program = servers.get("UNIVOICE_REDIS_SERVER");
    if (program == null) {
      throw new FailedException("there is no Redis to measure with");
    }
    int port = GatewayConfig.freePort();
    List<String> command =
        List.of(program, "--port", "" + port, "--bind", "127.0.0.1", "--save", "");
    Path folder = Files.createTempDirectory("redis");
    Path log = folder.resolve("redis.log");
    try (GuardedProcess redis =
        GuardedProcess.start(home.python(), command, Map.of(), folder, log)) {
      Results.record(
          home, "Caches", measure(new RedisConfig("redis://127.0.0.1:" + port, PATIENCE)));
    }
    return 0;
  }

  private static List<String> measure(RedisConfig config) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    VoiceProfileStore store = new MemoryVoiceProfileStore();
    try (RedisLink link = RedisLink.open(config)) {
      RedisCache redis = awaited(link);
      VoiceProfileStore writer = new CachedVoiceProfileStore(store, redis, NearCache.DEFAULT);
      Random random = new Random(1);
      for (int i = 0; i < PROFILES; i++) {
        VoiceProfile profile = profile("profile-" + i, random);
        writer.put(profile, List.of());
        ids.add(profile.profileId());
      }
      VoiceProfileStore near = new CachedVoiceProfileStore(nothing(), redis, NearCache.DEFAULT);
      // What was written is told of: not into the middle of the measurement.
      Thread.sleep(PATIENCE.toMillis());
      ids.forEach(near::find);
      List<Double> fromHere = new ArrayList<>();
      List<Double> fromRedis = new ArrayList<>();
      for (int access = -WARM_UP; access < ACCESSES; access++) {
        // One that has just started has nothing near, and no store: all comes from Redis.
        VoiceProfileStore other = new CachedVoiceProfileStore(nothing(), redis, NearCache.DEFAULT);
        for (String id : ids) {
          Optional<Double> here = time(near, id);
          Optional<Double> redisToo = time(other, id);
          if (access >= 0) {
            here.ifPresent(fromHere::add);
            redisToo.ifPresent(fromRedis::add);
          }
        }
      }
      return List.of(
          "| measurement | answered | p50 | p95 | p99 | max | target |",
          "|---|---|---|---|---|---|---|",
          row("profile from the cache, the gateway's own", fromHere),
          row("profile from the cache, Redis", fromRedis));
    }
  }

  /** Empty where the cache did not answer in time, and a store would have been asked. */
  private static Optional<Double> time(VoiceProfileStore store, String id) {
    long began = System.nanoTime();
    boolean found = store.find(id).isPresent();
    return found ? Optional.of((System.nanoTime() - began) / 1e6) : Optional.empty();
  }

  private static String row(String name, List<Double> millis) {
    Percentiles of = Percentiles.of(millis);
    return String.format(
        Locale.ROOT,
        "| %s | %d of %d | %.3f | %.3f | %.3f | %.1f ms | %.0f ms: %s |",
        name,
        of.count(),
        PROFILES * ACCESSES,
        of.p50(),
        of.p95(),
        of.p99(),
        of.max(),
        TARGET_MILLIS,
        of.p99() < TARGET_MILLIS ? "met at p99" : "missed at p99");
  }

  private static RedisCache awaited(RedisLink link) throws InterruptedException {
    RedisCache cache = new RedisCache(link);
    for (int i = 0; i < 100; i++) {
      cache.put("ready", 1, new byte[1], Duration.ofMinutes(1));
      if (cache.get("ready").isPresent()) {
        return cache;
      }
      Thread.sleep(100);
    }
    throw new FailedException("Redis did not start");
  }

  private static VoiceProfile profile(String id, Random random) {
    List<Float> embedding = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      embedding.add((float) random.nextGaussian() / 16);
    }
    Instant now = Instant.now();
    return new VoiceProfile(
        id,
        "user",
        embedding,
        "ge2e",
        new VoiceCharacteristics(200, 30, 150, -20, 1_800, Optional.empty()),
        now,
        now,
        3,
        0.9,
        "en",
        1);
  }

  /** A store that has nothing: what is found was found in a cache. */
  private static VoiceProfileStore nothing() {
    return new MemoryVoiceProfileStore();
  }

  /** Nobody looks. */
  private static final class Silent implements Progress {
    @Override
    public void begins(String what) {}

    @Override
    public void moves(String what, long done, long total) {}

    @Override
    public void completes(String what, long total) {}
  }
}
