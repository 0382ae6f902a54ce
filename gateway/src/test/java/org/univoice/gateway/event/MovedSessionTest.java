package org.univoice.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.analytics.AnalyticsRow;
import org.univoice.gateway.analytics.SessionAnalytics;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.event.LifecycleEvent.Type;
import org.univoice.gateway.session.MemorySessionDirectory;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.Seat;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionDirectory;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.gateway.stream.FakeStreamPublisher;

/** A session whose participants move from one gateway to another is one session. */
class MovedSessionTest {
  private static final Set<Permission> ALL = EnumSet.allOf(Permission.class);

  private final MutableClock clock = new MutableClock();
  private final SessionDirectory directory = new MemorySessionDirectory();
  private final List<LifecycleEvent> events = new ArrayList<>();
  private final List<AnalyticsRow> rows = new ArrayList<>();
  private final OneGateway here = new OneGateway();
  private final OneGateway there = new OneGateway();

  private final class OneGateway {
    final SessionEvents seen = new SessionEvents(events::add, clock);
    final SessionAnalytics counted = new SessionAnalytics(rows::add, clock);
    final SessionRegistry sessions =
        new SessionRegistry(
            SessionLimits.DEFAULT,
            new RandomIds(),
            () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
            new FakeStreamPublisher(),
            directory,
            Runnable::run,
            clock);

    OneGateway() {
      sessions.observe(seen);
      sessions.observe(counted);
    }

    Seat take(Session session, Participant participant) {
      return sessions.take(new TicketClaims(session.id(), participant.id(), ALL));
    }
  }

  @Test
  void shouldBeginOnceAndEndOnceWhereverItsPeopleGo() {
    Session session = here.sessions.open("ana");
    Participant ana = here.sessions.join(session, "ana", "Ana", ALL);
    there.sessions.join(there.sessions.session(session.id()), "rui", "Rui", ALL);

    there.take(session, ana);
    here.sessions.share(session, ana);
    assertThat(here.sessions.size()).isZero();
    assertThat(here.seen.size()).isZero();
    assertThat(there.sessions.end(session.id())).isTrue();

    assertThat(types()).containsExactly(Type.SESSION_CREATED, Type.SESSION_ENDED);
    assertThat(ends()).containsExactly(Optional.empty(), Optional.of(clock.instant()));
    assertThat(events.get(1).detail()).containsEntry("participantCount", 2);
    assertThat(there.seen.size()).isZero();
  }

  @Test
  void shouldEndWhereNobodyWasHeld() {
    Session session = here.sessions.open("ana");
    here.sessions.join(session, "ana", "Ana", ALL);

    there.sessions.end(session.id());

    assertThat(types()).containsExactly(Type.SESSION_CREATED, Type.SESSION_ENDED);
    assertThat(ends()).hasSize(2).contains(Optional.of(clock.instant()));
  }

  @Test
  void shouldCountWhoComesBack() {
    Session session = here.sessions.open("ana");
    Participant ana = here.sessions.join(session, "ana", "Ana", ALL);
    there.take(session, ana);
    here.sessions.share(session, ana);
    Seat back = here.take(session, ana);

    here.sessions.leave(session.id(), back.participant());

    assertThat(types()).containsExactly(Type.SESSION_CREATED, Type.SESSION_ENDED);
    assertThat(events.get(1).detail()).containsEntry("participantCount", 1);
  }

  private List<Type> types() {
    return events.stream().map(LifecycleEvent::type).toList();
  }

  private List<Optional<?>> ends() {
    List<Optional<?>> ends = new ArrayList<>();
    rows.forEach(row -> ends.add(((AnalyticsRow.OfSession) row).endTime()));
    return ends;
  }
}
