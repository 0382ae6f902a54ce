package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.AccessPolicy;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.bus.MemorySessionBus;
import org.univoice.gateway.bus.SessionBus.Listener;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.bus.SessionEvent.Topic;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.stream.FakeStreamPublisher;

class RenameTest {
  private static final Caller OWNER = caller("owner");

  private final MutableClock clock = new MutableClock();
  private final MemorySessionBus bus = new MemorySessionBus();
  private final SessionRegistry live =
      new SessionRegistry(
          new SessionLimits(10, 2, Duration.ofMinutes(2), Duration.ofMinutes(15)),
          new RandomIds(),
          () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
          new FakeStreamPublisher(),
          clock);
  private final SessionService sessions =
      new SessionService(
          live,
          new MemorySessionStore(),
          new Gatekeeper(new AccessPolicy(), entry -> {}, clock),
          null,
          new MemoryParticipationStore(),
          null,
          null,
          null,
          null,
          bus,
          session -> Optional.empty(),
          clock);
  private final Session session = live.open("owner");
  private final String participant =
      live.join(session, "rui", "Rui", Set.of(Permission.values())).id();

  @Test
  void shouldBeContentWhenALaterNameCameBeforeItsOwnWasSeen() {
    whenWanted(
        (id, event) -> {
          if (event instanceof SessionEvent.Rename wanted) {
            live.rename(id, participant, wanted.name());
            live.rename(id, participant, "Rui Luz");
          }
        });

    assertThat(sessions.rename(OWNER, session.id(), participant, "Rui Reis")).isEqualTo("Rui Luz");
  }

  @Test
  void shouldSayThatItCannotBeKeptNowWhenNobodyHoldsTheParticipant() {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> sessions.rename(OWNER, session.id(), participant, "Rui Reis"));

    assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
  }

  @Test
  void shouldNotSuggestToJoinToWhoRenamesSomebodyElse() {
    live.join(session, "eva", "Eva", Set.of(Permission.values()));

    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> sessions.rename(caller("eva"), session.id(), participant, "X"));

    assertThat(refused.code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refused.suggestion()).doesNotContain("join").contains("that you are");
  }

  private void whenWanted(Listener holder) {
    bus.subscribe(session.id(), Topic.DECISIONS, holder);
  }

  private static Caller caller(String user) {
    return new Caller(Principal.of(user, Role.USER), "127.0.0.1", "test", "r");
  }
}
