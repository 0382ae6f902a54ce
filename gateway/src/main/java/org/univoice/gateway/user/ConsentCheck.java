package org.univoice.gateway.user;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Decides whether something may be done with a user's data: only what was agreed to, in words that
 * are on record, and not taken back; docs/policies/privacy.md. Knows no store.
 */
public final class ConsentCheck {

  private ConsentCheck() {}

  /** Whether every consent that this needs is valid now. */
  public static boolean permits(
      Map<ConsentKind, Consent> consents, Activity activity, Instant now) {
    return missing(consents, activity, now).isEmpty();
  }

  /** As {@link #permits(Map, Activity, Instant)}; nobody has agreed to nothing. */
  public static boolean permits(Optional<User> user, Activity activity, Instant now) {
    return user.isPresent() && permits(user.get().consents(), activity, now);
  }

  /**
   * Returns when it may be done.
   *
   * @throws RefusedException FORBIDDEN, with the consent that is missing, when not
   */
  public static void require(Optional<User> user, Activity activity, Instant now) {
    Optional<ConsentKind> missing =
        missing(user.map(User::consents).orElse(Map.of()), activity, now);
    if (missing.isPresent()) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN,
          "There is no consent to " + activity.words() + ".",
          "Give the consent "
              + missing.get()
              + " with PUT /v1/users/me/consents first; it can be taken back at any time.");
    }
  }

  private static Optional<ConsentKind> missing(
      Map<ConsentKind, Consent> consents, Activity activity, Instant now) {
    return activity.needs().stream()
        .sorted()
        .filter(kind -> !isValid(consents.get(kind), now))
        .findFirst();
  }

  /** Consent without the words that were agreed to proves nothing. */
  private static boolean isValid(Consent consent, Instant now) {
    return consent != null
        && consent.given()
        && !consent.statement().isBlank()
        && !consent.version().isBlank()
        && !consent.at().isAfter(now);
  }
}
