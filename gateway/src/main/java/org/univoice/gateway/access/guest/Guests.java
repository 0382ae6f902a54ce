package org.univoice.gateway.access.guest;

import java.util.Set;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;

/** People without an account, each known by the one place in a session that they have. */
public final class Guests {
  private static final String PREFIX = "guest:";

  private Guests() {}

  /** Whom a participant's guest token proves; nobody with an account is called so. */
  public static String userId(String participantId) {
    return PREFIX + participantId;
  }

  /**
   * @param tenant of the session
   */
  public static Principal principal(String participantId, String tenant) {
    return Principal.of(userId(participantId), tenant, Set.of(Role.GUEST));
  }

  /** Whether only a guest can be called so. */
  public static boolean isUserId(String userId) {
    return userId.startsWith(PREFIX);
  }

  public static boolean include(Principal principal) {
    return principal.roles().contains(Role.GUEST);
  }
}
