package org.univoice.gateway.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.bounded.LatestWork;
import org.univoice.gateway.bus.MemorySessionBus;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.session.AudioFormat;
import org.univoice.gateway.session.Captions;
import org.univoice.gateway.session.Configuration;
import org.univoice.gateway.session.MemorySessionStore;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.ParticipantConnection;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.RecognitionWishes;
import org.univoice.gateway.session.Seat;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionFigures;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SessionSettings;
import org.univoice.gateway.session.SessionSettings.QualityMode;
import org.univoice.gateway.session.SessionStatus;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.SessionRecord.BodyCase;
import org.univoice.internal.v1.TrackOpened;

class GlossaryUseTest {
  private final FakeStreamPublisher stream = new FakeStreamPublisher();
  private final SessionBus bus = new MemorySessionBus();
  private final SessionRegistry sessions =
      new SessionRegistry(
          SessionLimits.DEFAULT,
          new RandomIds(),
          () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
          stream,
          Clock.systemUTC());

  @Test
  void shouldTellWhatIsToBeLeftOutBeforeAnythingIsSaid() {
    MemorySessionStore stored = new MemorySessionStore();
    // What is looked at beside the conversation comes too late.
    var use = new GlossaryUse(null, stored, sessions, bus, new LatestWork(look -> {}));
    sessions.observe(use);
    sessions.prepareWith(use::prepare);
    Session session = sessions.open("ana");
    stored.create(preferring(QualityMode.QUALITY, session));

    configure(seat(session));

    TrackOpened opened = opened().get(0);
    assertThat(opened.getRecognition().getRedactPersonalData()).isTrue();
    assertThat(opened.getQualityMode())
        .isEqualTo(org.univoice.internal.v1.QualityMode.QUALITY_MODE_QUALITY);
  }

  @Test
  void shouldSayNothingOfAModeThatWasNeverAnythingButBalanced() {
    MemorySessionStore stored = new MemorySessionStore();
    var use = new GlossaryUse(null, stored, sessions, bus, new LatestWork(Runnable::run));
    sessions.prepareWith(use::prepare);
    Session session = sessions.open("ana");
    stored.create(preferring(QualityMode.BALANCED, session));

    configure(seat(session));

    assertThat(opened().get(0).getQualityMode())
        .isEqualTo(org.univoice.internal.v1.QualityMode.QUALITY_MODE_UNSPECIFIED);
  }

  @Test
  void shouldTellWhatIsPreferredFromNowOnToWhoeverSpeaks() {
    MemorySessionStore stored = new MemorySessionStore();
    var use = new GlossaryUse(null, stored, sessions, bus, new LatestWork(Runnable::run));
    sessions.observe(use);
    Session session = sessions.open("ana");
    stored.create(preferring(QualityMode.SPEED, session));
    configure(seat(session));

    long next = stored.find(session.id()).orElseThrow().version() + 1;
    stored.update(preferring(QualityMode.BALANCED, session, next));
    bus.publish(session.id(), new SessionEvent.Wished());

    assertThat(opened())
        .extracting(TrackOpened::getQualityMode)
        .endsWith(
            org.univoice.internal.v1.QualityMode.QUALITY_MODE_SPEED,
            org.univoice.internal.v1.QualityMode.QUALITY_MODE_BALANCED);
  }

  @Test
  void shouldLetPeopleInWhoseSessionCannotBeSeenYet() {
    sessions.prepareWith(
        seat -> {
          throw new IllegalStateException("the store is away");
        });

    assertThatCode(() -> configure(seat(sessions.open("ana")))).doesNotThrowAnyException();
    assertThat(opened()).hasSize(1);
  }

  private List<TrackOpened> opened() {
    return stream.records().stream()
        .filter(record -> record.getBodyCase() == BodyCase.OPENED)
        .map(SessionRecord::getOpened)
        .toList();
  }

  private Seat seat(Session session) {
    Participant joined = sessions.join(session, "Ana", Set.of(Permission.values()));
    return sessions.take(new TicketClaims(session.id(), joined.id(), joined.permissions()));
  }

  private static void configure(Seat seat) {
    ParticipantConnection connection =
        new ParticipantConnection() {
          @Override
          public void deliveriesWaiting() {}

          @Override
          public void replaced() {}
        };
    seat.participant().attach(connection);
    seat.participant()
        .configure(
            connection,
            new Configuration(new AudioFormat("pcm16", 16_000, 1), "en", "pt", Captions.ALL));
  }

  private static StoredSession preferring(QualityMode mode, Session session) {
    return preferring(mode, session, 0);
  }

  private static StoredSession preferring(QualityMode mode, Session session, long version) {
    return new StoredSession(
        session.id(),
        "ana",
        "",
        SessionStatus.ACTIVE,
        "en",
        "pt",
        Map.of(),
        Instant.EPOCH,
        Optional.empty(),
        new SessionSettings(
            false,
            true,
            10,
            2_000,
            mode,
            Optional.empty(),
            new RecognitionWishes(List.of(), false, true)),
        SessionFigures.NONE,
        version);
  }
}
