package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.stream.FakeStreamPublisher;

class SessionIdleTest {
  /** Who joins and never connects is not away in this test. */
  private static final SessionLimits LIMITS =
      new SessionLimits(9, 9, Duration.ofDays(1), Duration.ofHours(2));

  private final MutableClock clock = new MutableClock();

  @Test
  void shouldEndASilentSessionOfATenantWithHealthDataSoonerThanOthers() {
    SessionRegistry sessions = registry(LIMITS.withHipaaTenants(Set.of("clinic", "hospital")));
    Session clinic = joined(sessions, "clinic");
    Session bank = joined(sessions, "bank");
    Session nobodys = joined(sessions, "");

    clock.pass(SessionLimits.HIPAA_IDLE.minusSeconds(1));
    sessions.expire();
    assertThat(sessions.sessions()).containsExactlyInAnyOrder(clinic, bank, nobodys);
    clock.pass(Duration.ofSeconds(1));
    sessions.expire();

    assertThat(sessions.sessions()).containsExactlyInAnyOrder(bank, nobodys);
  }

  @Test
  void shouldNeverWaitLongerForThemThanForAnybodyElse() {
    SessionLimits limits = new SessionLimits(9, 9, Duration.ofMinutes(2), Duration.ofMinutes(5));
    SessionRegistry sessions = registry(limits.withHipaaTenants(Set.of("clinic")));

    assertThat(sessions.open("ana", "clinic").idleLimit()).isEqualTo(Duration.ofMinutes(5));
  }

  private Session joined(SessionRegistry sessions, String tenant) {
    Session session = sessions.open("ana", tenant);
    sessions.join(session, "Ana", Set.of());
    return session;
  }

  private SessionRegistry registry(SessionLimits limits) {
    return new SessionRegistry(
        limits,
        new RandomIds(),
        () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
        new FakeStreamPublisher(),
        clock);
  }
}
