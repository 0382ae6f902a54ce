package org.univoice.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.bounded.LatestWork;
import org.univoice.gateway.bus.MemorySessionBus;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.session.MemorySessionDirectory;
import org.univoice.gateway.session.MemorySessionStore;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionDirectory;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SessionSettings;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.user.Consent;
import org.univoice.gateway.user.ConsentKind;
import org.univoice.gateway.user.MemoryUserStore;
import org.univoice.gateway.user.Residency;
import org.univoice.gateway.user.ResidencyPolicy;
import org.univoice.gateway.user.User;
import org.univoice.gateway.user.UserStore;
import org.univoice.internal.v1.AudioChunk;

/** Two gateways that record; the same people may be in several sessions. */
class RecorderTest {
  private static final int CHUNK = 1_600;

  @TempDir private Path root;
  private final Clock clock = Clock.systemUTC();
  private final SessionDirectory directory = new MemorySessionDirectory();
  private final SessionStore stored = new MemorySessionStore();
  private final MemoryUserStore kept = new MemoryUserStore();
  private final AtomicInteger failures = new AtomicInteger();
  private final SessionBus bus = new MemorySessionBus();
  private Runnable meanwhile = () -> {};
  private FileRecordingStore store;
  private OneGateway here;
  private OneGateway there;

  private final class OneGateway {
    final SessionRegistry sessions =
        new SessionRegistry(
            SessionLimits.DEFAULT,
            new RandomIds(),
            () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
            new FakeStreamPublisher(),
            directory,
            Runnable::run,
            clock);
    final Recorder recorder =
        new Recorder(
            store,
            pausing(),
            failing(),
            sessions,
            new Residency(ResidencyPolicy.oneRegion(), kept, clock),
            bus,
            new LatestWork(Runnable::run),
            RecordingSpool.TEMPORARY,
            clock);

    OneGateway() {
      sessions.observe(recorder);
    }

    void says(Session session, Participant speaker) {
      byte[] pcm = new byte[CHUNK];
      Arrays.fill(pcm, (byte) 7);
      AudioChunk chunk =
          AudioChunk.newBuilder()
              .setPayload(ByteString.copyFrom(pcm))
              .setDurationMs(50)
              .setCapturedAtMs(session.createdAt().toEpochMilli())
              .build();
      recorder.heard(session.id(), speaker.id(), List.of(chunk));
    }
  }

  private void start() {
    store = new FileRecordingStore(root);
    here = new OneGateway();
    there = new OneGateway();
    consent(true);
  }

  @AfterEach
  void stop() {
    here.recorder.close();
    there.recorder.close();
  }

  @Test
  void shouldFallSilentAtEveryGatewayWhenAConsentIsTakenBack() {
    start();
    Session session = recorded();
    Participant ana = join(here, session);
    Participant alsoAna = join(there, there.sessions.session(session.id()));
    here.says(session, ana);
    there.says(session, alsoAna);

    consent(false);
    bus.publish(SessionBus.EVERY_SESSION, new SessionEvent.ConsentChanged("ana", "RECORDING"));
    here.says(session, ana);
    there.says(session, alsoAna);

    here.sessions.end(session.id());
    bus.publish(session.id(), new SessionEvent.Recorded(false));
    assertThat(sizes(session, 2)).containsOnly(44 + CHUNK).hasSize(2);
  }

  @Test
  void shouldFallSilentInEverySessionAlsoWhereTheStoreFails() {
    start();
    Session first = recorded();
    Session second = recorded();
    Participant one = join(here, first);
    Participant other = join(here, second);
    here.says(first, one);
    here.says(second, other);

    consent(false);
    failures.set(1);
    bus.publish(SessionBus.EVERY_SESSION, new SessionEvent.ConsentChanged("ana", "RECORDING"));
    here.says(first, one);
    here.says(second, other);

    here.sessions.end(first.id());
    here.sessions.end(second.id());
    assertThat(sizes(first, 1)).containsExactly(44 + CHUNK);
    assertThat(sizes(second, 1)).containsExactly(44 + CHUNK);
  }

  @Test
  void shouldKeepNothingAtAnyGatewayOfSomebodyWhoIsErased() {
    start();
    Session session = recorded();
    Participant ana = join(here, session);
    Participant alsoAna = join(there, there.sessions.session(session.id()));
    here.says(session, ana);
    there.says(session, alsoAna);

    bus.publish(SessionBus.EVERY_SESSION, new SessionEvent.Forgotten("ana", List.of(ana.id())));
    here.says(session, ana);
    there.says(session, alsoAna);
    here.sessions.end(session.id());
    bus.publish(session.id(), new SessionEvent.Recorded(false));

    assertThat(sizes(session, 2)).isEmpty();
    List<String> files = store.files(key(session));
    assertThat(files).noneMatch(name -> name.contains(ana.id()) || name.contains(alsoAna.id()));
    assertThat(metadata(session)).allMatch(json -> !json.contains("\"ana\""));
  }

  @Test
  void shouldBeginNothingOfASessionThatEndsAtThisMoment() {
    start();
    Session session = here.sessions.open("owner");
    Participant ana = join(here, session);
    SessionSettings settings = SessionSettings.DEFAULT.withRecording(true);
    stored.create(StoredSession.opened(session.id(), "owner", "", settings, session.createdAt()));
    meanwhile = () -> here.sessions.leave(session.id(), ana);

    here.recorder.changed(session.id(), ana.id());

    here.recorder.close();
    assertThat(here.sessions.held(session.id())).isEmpty();
    assertThat(store.files(key(session))).isEmpty();
  }

  private void consent(boolean given) {
    User known = kept.find("ana").orElse(null);
    Consent consent = new Consent(given, "I agree", "1", Instant.EPOCH);
    User ana =
        new User(
            "ana",
            "",
            "",
            "",
            "",
            Set.of(Role.USER),
            Map.of(),
            "",
            Map.of(),
            Map.of(ConsentKind.RECORDING, consent),
            Instant.EPOCH,
            Optional.empty(),
            known == null ? 1 : known.version() + 1);
    if (known == null) {
      kept.createIfAbsent(ana);
    } else {
      kept.update(ana);
    }
  }

  /** Takes the time in which something else happens. */
  private SessionStore pausing() {
    return (SessionStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (proxy, method, arguments) -> {
              Object found = method.invoke(stored, arguments);
              meanwhile.run();
              return found;
            });
  }

  /** Fails as often as it shall. */
  private UserStore failing() {
    return (UserStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {UserStore.class},
            (proxy, method, arguments) -> {
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("away");
              }
              return method.invoke(kept, arguments);
            });
  }

  private Session recorded() {
    Session session = here.sessions.open("owner");
    SessionSettings settings = SessionSettings.DEFAULT.withRecording(true);
    stored.create(StoredSession.opened(session.id(), "owner", "", settings, session.createdAt()));
    return session;
  }

  private static Participant join(OneGateway at, Session session) {
    return at.sessions.join(session, "ana", "Ana", EnumSet.allOf(Permission.class));
  }

  private static RecordingKey key(Session session) {
    return RecordingKey.of(session.id(), session.createdAt());
  }

  /** Of the tracks, when all is kept. */
  private List<Integer> sizes(Session session, int parts) {
    eventually(
        "kept",
        () -> {
          List<String> known = metadata(session);
          return known.size() == parts
              && known.stream().noneMatch(one -> one.contains("RECORDING"));
        });
    return store.files(key(session)).stream()
        .filter(name -> name.matches(".*source-audio-.+wav"))
        .map(name -> read(session, name).length)
        .toList();
  }

  private List<String> metadata(Session session) {
    return store.files(key(session)).stream()
        .filter(RecordingPart::isMetadata)
        .map(name -> new String(read(session, name)))
        .toList();
  }

  private byte[] read(Session session, String name) {
    try (InputStream in = store.open(key(session), name).orElseThrow()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
