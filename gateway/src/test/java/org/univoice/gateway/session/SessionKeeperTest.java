package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.bus.MemorySessionBus;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.delivery.DeliveryBody.Segment;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.page.Page;
import org.univoice.gateway.session.StoredSession.SpeakerRecord;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.transcript.Deliveries;

class SessionKeeperTest {
  private static final Configuration SPEAKING =
      new Configuration(new AudioFormat("pcm16", 16_000, 1), "en-US", "pt-BR", Captions.ALL);

  private final MutableClock clock = new MutableClock();
  private final Instant start = clock.instant();
  private final FakeSessionStore store = new FakeSessionStore();
  private final SessionDirectory directory = new MemorySessionDirectory();
  private final OneGateway here = new OneGateway("a");
  private final OneGateway there = new OneGateway("b");

  @AfterEach
  void close() {
    here.keeper.close();
    there.keeper.close();
  }

  @Test
  void shouldKeepASessionFromTheMomentInWhichItOpens() {
    Session session = here.open();
    eventually("kept", () -> stored(session).isPresent() && stored(session).get().version() > 1);
    StoredSession kept = stored(session).orElseThrow();
    assertThat(kept.userId()).isEqualTo("owner");
    assertThat(kept.status()).isEqualTo(SessionStatus.ACTIVE);
    assertThat(kept.startTime()).isEqualTo(start);
    assertThat(kept.endTime()).isEmpty();
  }

  @Test
  void shouldKeepWhatItsOwnerHasSetBefore() {
    SessionSettings settings =
        new SessionSettings(
            true, false, 3, 900, SessionSettings.QualityMode.SPEED, Optional.empty());
    Session session = here.registry.open("owner");
    store.create(StoredSession.opened(session.id(), "owner", "tenant", settings, start));
    here.join(session);
    here.end(session);

    StoredSession kept = ended(session);
    assertThat(kept.settings()).isEqualTo(settings);
    assertThat(kept.tenant()).isEqualTo("tenant");
  }

  @Test
  void shouldSumUpASessionThatEnded() {
    Session session = here.open();
    Participant speaker = here.speaking(session);
    Segment first = Deliveries.segment(speaker.id(), 0);
    Segment second = Deliveries.segment(speaker.id(), 1_000);
    for (Segment segment : List.of(first, second, first)) {
      here.deliver(session, Deliveries.caption(segment, "Hello"));
      here.deliver(session, Deliveries.translation(segment, "pt", "Olá"));
      here.deliver(session, Deliveries.latency(segment, "pt", segment == first ? 20 : 40));
    }
    here.deliver(session, Deliveries.notice("TTS_SERVICE_ERROR", first.id()));
    here.deliver(session, Deliveries.notice("TTS_SERVICE_ERROR", first.id()));
    here.deliver(session, Deliveries.notice("SOMETHING_MISSED", ""));
    clock.pass(Duration.ofSeconds(90));
    here.end(session);

    StoredSession kept = ended(session);
    assertThat(kept.status()).isEqualTo(SessionStatus.ENDED);
    assertThat(kept.endTime()).contains(start.plusSeconds(90));
    assertThat(kept.sourceLanguage()).isEqualTo("en-US");
    assertThat(kept.targetLanguage()).isEqualTo("pt-BR");
    SpeakerRecord heard = kept.speakers().get("S1");
    assertThat(heard.utteranceCount()).isEqualTo(2);
    assertThat(heard.totalSpeakingMillis()).isEqualTo(1_600);
    SessionSummary summary =
        SessionSummaries.of(kept, clock.instant(), Optional.of("https://recording"));
    assertThat(summary.durationMillis()).isEqualTo(90_000);
    assertThat(summary.segmentCount()).isEqualTo(2);
    assertThat(summary.speakerCount()).isEqualTo(1);
    assertThat(summary.languages()).isEqualTo(new LanguagePair("en-US", "pt-BR"));
    assertThat(summary.figures()).isEqualTo(new SessionFigures(2, 30, 20, 40, 40, 1, 0));
    assertThat(summary.recordingUrl()).contains("https://recording");
  }

  @Test
  void shouldAddUpWhatSeveralGatewaysSawOfOneSession() {
    Session session = here.open();
    Participant ours = here.speaking(session);
    Session same = there.adopt(session);
    Participant theirs = there.speaking(same);
    for (int i = 0; i < 20; i++) {
      Segment one = Deliveries.segment(ours.id(), i * 1_000);
      Segment other =
          new Segment(theirs.id() + ":" + i, "S2", theirs.id(), i * 1_000, i * 1_000 + 500);
      // Captions go to everybody; who hears the language is on one gateway only.
      for (OneGateway gateway : List.of(here, there)) {
        gateway.deliver(session, Deliveries.caption(one, "Hello"));
        gateway.deliver(session, Deliveries.caption(other, "Good day"));
      }
      there.deliver(session, Deliveries.latency(one, "pt", 30));
      here.deliver(session, Deliveries.latency(other, "de", 10));
    }
    here.end(session);
    eventually("only one has left", () -> left(session) == 1);
    assertThat(stored(session).orElseThrow().status()).isEqualTo(SessionStatus.ACTIVE);
    assertThat(stored(session).orElseThrow().endTime()).isEmpty();
    clock.pass(Duration.ofSeconds(5));
    there.end(same);

    StoredSession kept = ended(session);
    assertThat(kept.speakers().get("S1").utteranceCount()).isEqualTo(20);
    assertThat(kept.speakers().get("S2").totalSpeakingMillis()).isEqualTo(10_000);
    assertThat(kept.figures()).isEqualTo(new SessionFigures(40, 20, 10, 30, 30, 0, 0));
    assertThat(kept.endTime()).contains(start.plusSeconds(5));
  }

  @Test
  void shouldNotWaitForAGatewayThatIsGone() {
    Session session = here.open();
    Session same = there.adopt(session);
    there.join(same);
    eventually("both are in it", () -> shares(session) == 2);
    clock.pass(SessionShares.GONE_AFTER.plusSeconds(1));
    here.end(session);
    assertThat(ended(session).status()).isEqualTo(SessionStatus.ENDED);
  }

  @Test
  void shouldSayThatASessionIsPausedWhenEverybodyWhoSpeaksPauses() {
    Session session = here.open();
    Participant speaker = here.speaking(session);
    speaker.pause(here.connection);
    eventually("paused", () -> status(session) == SessionStatus.PAUSED);
    speaker.unpause(here.connection);
    eventually("active", () -> status(session) == SessionStatus.ACTIVE);
  }

  @Test
  void shouldSayThatASessionFailedOfWhichNothingCameButErrors() {
    Session session = here.open();
    here.deliver(session, Deliveries.notice("STT_SERVICE_ERROR", "t:0"));
    here.end(session);
    assertThat(ended(session).status()).isEqualTo(SessionStatus.ERROR);
  }

  @Test
  void shouldAskAFailingStoreAgainUntilItTakesTheEnd() {
    Session session = here.open();
    eventually("kept", () -> stored(session).isPresent());
    store.failures.set(3);
    here.end(session);
    assertThat(ended(session).endTime()).isPresent();
    assertThat(here.metrics.counter("univoice.sessions.retries").count()).isPositive();
  }

  @Test
  void shouldEndTheSessionsThatItHoldsWhenItCloses() {
    Session session = here.open();
    here.keeper.close();
    assertThat(stored(session).orElseThrow().status()).isEqualTo(SessionStatus.ENDED);
  }

  @Test
  void shouldGoOnAtTheGatewayThatTakesSomebodyOver() {
    Session session = here.open();
    Participant speaker = here.speaking(session);
    Segment first = Deliveries.segment(speaker.id(), 0);
    here.deliver(session, Deliveries.caption(first, "Hello"));
    Session same = null;
    for (Participant one : session.participants()) {
      Seat seat = there.registry.take(new TicketClaims(session.id(), one.id(), Set.of()));
      same = seat.session();
      // As its gateway finds when it next says how the participant is.
      here.registry.share(session, one);
    }
    there.deliver(session, Deliveries.caption(Deliveries.segment(speaker.id(), 900), "Bye"));
    eventually("released here", () -> shares(session) == 2);
    assertThat(here.registry.size()).isZero();
    there.end(same);

    StoredSession kept = ended(session);
    assertThat(kept.status()).isEqualTo(SessionStatus.ENDED);
    assertThat(kept.speakers().get("S1").utteranceCount()).isEqualTo(2);
    assertThat(kept.shares().values()).allMatch(share -> share.leftAt().isPresent());
  }

  @Test
  void shouldEndASessionOfAGatewayThatDiedWhenAnotherOneFindsItOver() {
    Session session = here.open();
    eventually("kept", () -> shares(session) == 1);
    there.keeper.ended(there.adopt(session));
    assertThat(ended(session).status()).isEqualTo(SessionStatus.ENDED);
  }

  @Test
  void shouldNotBringBackASessionThatWasDeletedWhileItLasted() {
    Session session = here.open();
    eventually("kept", () -> shares(session) == 1);
    store.delete(session.id());
    here.end(session);
    eventually("looked", () -> here.metrics.get("univoice.sessions.unsaved").gauge().value() == 0);
    assertThat(stored(session)).isEmpty();
  }

  private Optional<StoredSession> stored(Session session) {
    return store.kept.find(session.id());
  }

  private SessionStatus status(Session session) {
    return stored(session).map(StoredSession::status).orElse(null);
  }

  private int shares(Session session) {
    return stored(session).map(kept -> kept.shares().size()).orElse(0);
  }

  /** Gateways that have said the last of it. */
  private long left(Session session) {
    return stored(session).stream()
        .flatMap(kept -> kept.shares().values().stream())
        .filter(share -> share.leftAt().isPresent())
        .count();
  }

  private StoredSession ended(Session session) {
    eventually("ended", () -> stored(session).flatMap(StoredSession::endTime).isPresent());
    return stored(session).orElseThrow();
  }

  /** A gateway's sessions with their keeper. */
  private final class OneGateway {
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final SessionRegistry registry =
        new SessionRegistry(
            new SessionLimits(9, 9, Duration.ofMinutes(2)),
            new RandomIds(),
            () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
            new FakeStreamPublisher(),
            directory,
            Runnable::run,
            clock);
    final SessionKeeper keeper;
    final ParticipantConnection connection = new SilentConnection();

    OneGateway(String name) {
      keeper = new SessionKeeper(store, new MemorySessionBus(), name, metrics, clock);
      registry.observe(keeper);
    }

    Session open() {
      Session session = registry.open("owner");
      join(session);
      return session;
    }

    /** The same session on another gateway. */
    Session adopt(Session session) {
      return registry.session(session.id());
    }

    Participant join(Session session) {
      return registry.join(session, "", EnumSet.allOf(Permission.class));
    }

    Participant speaking(Session session) {
      Participant participant = join(session);
      participant.attach(connection);
      participant.configure(connection, SPEAKING);
      return participant;
    }

    void deliver(Session session, DeliveryBody body) {
      registry.route(Deliveries.to(session.id(), "nobody", body));
    }

    void end(Session session) {
      session.participants().forEach(one -> registry.leave(session.id(), one));
    }
  }

  /** Fails as often as told. */
  private static final class FakeSessionStore implements SessionStore {
    final MemorySessionStore kept = new MemorySessionStore();
    final AtomicInteger failures = new AtomicInteger();

    private void fail() {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new RefusedException(ErrorCode.SERVICE_UNAVAILABLE, "away", "wait", 1);
      }
    }

    @Override
    public void create(StoredSession session) {
      fail();
      kept.create(session);
    }

    @Override
    public Optional<StoredSession> find(String sessionId) {
      fail();
      return kept.find(sessionId);
    }

    @Override
    public void update(StoredSession session) {
      fail();
      kept.update(session);
    }

    @Override
    public Page<StoredSession> ofUser(String userId, int limit, Optional<String> nextToken) {
      return kept.ofUser(userId, limit, nextToken);
    }

    @Override
    public void delete(String sessionId) {
      kept.delete(sessionId);
    }
  }

  private static final class SilentConnection implements ParticipantConnection {
    @Override
    public void deliveriesWaiting() {}

    @Override
    public void replaced() {}
  }
}
