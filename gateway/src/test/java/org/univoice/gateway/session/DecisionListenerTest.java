package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.bus.MemorySessionBus;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.stream.FakeStreamPublisher;

class DecisionListenerTest {
  private final SessionBus bus = new MemorySessionBus();
  private final SessionRegistry sessions =
      new SessionRegistry(
          SessionLimits.DEFAULT,
          new RandomIds(),
          () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
          new FakeStreamPublisher(),
          Clock.systemUTC());
  private final List<String> heard = new ArrayList<>();
  private final DecisionListener listener =
      new DecisionListener(sessions, bus) {
        @Override
        public void on(String sessionId, SessionEvent event) {
          heard.add(sessionId);
        }
      };

  @Test
  void shouldHearWhatIsDecidedWhileTheSessionIsHeldAndNotAfterwards() {
    sessions.observe(listener);
    Session session = sessions.open("ana");
    Participant ana = sessions.join(session, "Ana", Set.of(Permission.values()));
    bus.publish(session.id(), new SessionEvent.Wished());
    sessions.leave(session.id(), ana);
    bus.publish(session.id(), new SessionEvent.Wished());

    assertThat(heard).containsExactly(session.id());
  }

  @Test
  void shouldGoOnHearingWhereSomebodyCameBackBeforeItWasToldThatAllHadLeft() {
    Session session = sessions.open("ana");
    listener.held(session, sessions.join(session, "Ana", Set.of(Permission.values())));
    listener.released(session);
    bus.publish(session.id(), new SessionEvent.Wished());

    assertThat(heard).containsExactly(session.id());
  }
}
