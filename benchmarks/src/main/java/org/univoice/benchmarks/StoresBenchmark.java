package org.univoice.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.univoice.gateway.Stores;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.aws.AwsConfig;
import org.univoice.gateway.aws.StoreSetup;
import org.univoice.gateway.bus.MemorySessionBus;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionKeeper;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SessionSettings;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.gateway.transcript.TranscriptKeeper;
import org.univoice.gateway.voice.VoiceCharacteristics;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.local.Benchmark;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.StoreFolder;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.RunningStores;
import org.univoice.local.stack.StackConfig;

/**
 * How long the gateway's stores take, with the stand-in for DynamoDB and S3. That is one Python
 * process on the same cores: the figures say what is within reach, not what AWS takes.
 */
public final class StoresBenchmark implements Benchmark {
  private static final int WARM_UP = 200;
  private static final int TIMES = 500;
  private static final int SESSIONS = 50;
  private static final int SEGMENTS = 20;

  private final List<String> lines = new ArrayList<>();

  @Override
  public String name() {
    return "stores";
  }

  @Override
  public String description() {
    return "how long voice profiles and sessions take to be read, and sessions to be stored";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    lines.add("| what | bar | measured | p95 / bar |");
    lines.add("|---|---|---|---|");
    Run run = Run.create(home);
    StackConfig config =
        new StackConfig(home, Ports.free(), run.folder(), "")
            .withStore(new StoreFolder(run.folder().resolve("store"), false));
    try (RunningStores standIn = RunningStores.start(config, System.err::println);
        AwsClients clients = new AwsClients(AwsConfig.standIn(standIn.endpoint()))) {
      StoreSetup.ensure(clients.config());
      Stores stores = Stores.aws(clients, Clock.systemUTC());
      retrieveProfiles(stores);
      retrieveSessions(stores);
      endSessions(stores);
    }
    Run.end(run.folder());
    Results.record(home, "Stores on the stand-in", lines);
    return 0;
  }

  private void retrieveProfiles(Stores stores) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      VoiceProfile profile = profile();
      stores.voices().put(profile, List.of(new byte[96_000]));
      ids.add(profile.profileId());
    }
    List<Double> millis = timed(ids, id -> stores.voices().find(id).orElseThrow());
    add("a voice profile with its embedding is fetched", 50, millis);
  }

  private void retrieveSessions(Stores stores) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      StoredSession session =
          StoredSession.opened(
              UUID.randomUUID().toString(), "user", "", SessionSettings.DEFAULT, Instant.now());
      stores.sessions().create(session);
      ids.add(session.sessionId());
    }
    List<Double> millis = timed(ids, id -> stores.sessions().find(id).orElseThrow());
    add("a session's metadata are fetched", 20, millis);
  }

  private static List<Double> timed(List<String> ids, Consumer<String> work) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < WARM_UP + TIMES; i++) {
      long started = System.nanoTime();
      work.accept(ids.get(i % ids.size()));
      if (i >= WARM_UP) {
        millis.add((System.nanoTime() - started) / 1e6);
      }
    }
    return millis;
  }

  /** All at once, each with things said until the moment of its end. */
  private void endSessions(Stores stores) throws Exception {
    Clock clock = Clock.systemUTC();
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    SessionRegistry registry =
        new SessionRegistry(
            new SessionLimits(SESSIONS, 2, Duration.ofMinutes(2)),
            new RandomIds(),
            () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
            new Nowhere(),
            clock);
    List<Double> millis = new ArrayList<>();
    try (TranscriptKeeper transcripts =
            new TranscriptKeeper(stores.segments(), new MemorySessionBus(), metrics, clock);
        SessionKeeper keeper =
            new SessionKeeper(
                stores.sessions(), new MemorySessionBus(), new RandomIds().get(), metrics, clock)) {
      registry.observe(transcripts);
      registry.observe(keeper);
      List<Session> sessions = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        Session session = registry.open("user");
        registry.join(session, "", EnumSet.allOf(Permission.class));
        sessions.add(session);
      }
      Thread.sleep(2_000);
      for (Session session : sessions) {
        say(registry, session);
        long ended = System.nanoTime();
        session.participants().forEach(one -> registry.leave(session.id(), one));
        while (!isStored(stores, session)) {
          Thread.sleep(2);
        }
        millis.add((System.nanoTime() - ended) / 1e6);
      }
    }
    add("a session with 20 segments is stored after its end", 1_000, millis);
  }

  private static void say(SessionRegistry registry, Session session) {
    Participant speaker = session.participants().get(0);
    for (int i = 0; i < SEGMENTS; i++) {
      DeliveryBody.Segment segment =
          new DeliveryBody.Segment(
              speaker.id() + ":" + i, "S1", speaker.id(), i * 1_000L, i * 1_000L + 900);
      deliver(
          registry,
          session,
          new DeliveryBody.Caption(
              segment, true, "en", "Something that was said", 0.9f, false, List.of()));
      deliver(
          registry,
          session,
          new DeliveryBody.Translation(
              segment, "en", "pt", "Algo que foi dito", 0.9f, List.of(), List.of(), "useful"));
    }
  }

  private static void deliver(SessionRegistry registry, Session session, DeliveryBody body) {
    registry.route(new Delivery(body.toString(), session.id(), "listener", 1, body));
  }

  private static boolean isStored(Stores stores, Session session) {
    boolean ended =
        stores.sessions().find(session.id()).flatMap(StoredSession::endTime).isPresent();
    return ended && stores.segments().ofSession(session.id()).size() == 2 * SEGMENTS;
  }

  private void add(String what, int bar, List<Double> millis) {
    Percentiles measured = Percentiles.of(millis);
    lines.add(
        String.format(
            Locale.ROOT,
            "| %s | %d ms | p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms (n=%d) | %.2f |",
            what,
            bar,
            measured.p50(),
            measured.p95(),
            measured.p99(),
            measured.max(),
            measured.count(),
            measured.p95() / bar));
    System.out.println(lines.get(lines.size() - 1));
  }

  private static VoiceProfile profile() {
    Instant now = Instant.now();
    return new VoiceProfile(
        UUID.randomUUID().toString(),
        "user",
        IntStream.range(0, 256).mapToObj(i -> i / 256f).toList(),
        "1",
        new VoiceCharacteristics(120, 20, 140, -20, 1_800, Optional.empty()),
        now,
        now,
        1,
        0.9,
        "en",
        1);
  }
}
