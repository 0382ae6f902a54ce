package org.univoice.gateway.session;

import java.time.Duration;
import java.util.Set;

/**
 * How many sessions are held, and for how long.
 *
 * @param away how long a participant may be away before it has left for good
 * @param idle how long a session may go without audio and without a message before it ends
 * @param hipaaTenants whose sessions end after {@link #HIPAA_IDLE}
 */
public record SessionLimits(
    int sessions,
    int participantsPerSession,
    Duration away,
    Duration idle,
    Set<String> hipaaTenants) {
  /**
   * What the rules for health data ask for: 45 CFR 164.312(a)(2)(iii) wants an automatic logoff.
   */
  public static final Duration HIPAA_IDLE = Duration.ofMinutes(15);

  public static final SessionLimits DEFAULT =
      new SessionLimits(10_000, 100, Duration.ofMinutes(2), Duration.ofHours(2));

  public SessionLimits withSessions(int most) {
    return new SessionLimits(most, participantsPerSession, away, idle, hipaaTenants);
  }

  public SessionLimits withHipaaTenants(Set<String> tenants) {
    return new SessionLimits(sessions, participantsPerSession, away, idle, tenants);
  }

  /** How long a session of this tenant may be silent; never longer than of any other. */
  Duration idleOf(String tenant) {
    boolean shorter = hipaaTenants.contains(tenant) && idle.compareTo(HIPAA_IDLE) > 0;
    return shorter ? HIPAA_IDLE : idle;
  }

  public SessionLimits {
    hipaaTenants = Set.copyOf(hipaaTenants);
    if (sessions < 1 || participantsPerSession < 1 || away.isNegative() || idle.isNegative()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  public SessionLimits(int sessions, int participantsPerSession, Duration away) {
    this(sessions, participantsPerSession, away, Duration.ofHours(2));
  }

  public SessionLimits(int sessions, int participantsPerSession, Duration away, Duration idle) {
    this(sessions, participantsPerSession, away, idle, Set.of());
  }
}
