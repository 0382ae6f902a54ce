package org.univoice.gateway.user;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** What people agree to, and take back; everybody decides for nobody but themselves. */
public final class ConsentService {
  private static final int LONGEST_STATEMENT = 4_000;
  private static final int LONGEST_VERSION = 64;
  private static final int TRIES = 5;

  private final Gatekeeper gatekeeper;
  private final UserStore users;
  private final ConsentHistory history;
  private final Clock clock;
  private final List<ConsentListener> listeners = new CopyOnWriteArrayList<>();

  public ConsentService(
      Gatekeeper gatekeeper, UserStore users, ConsentHistory history, Clock clock) {
    this.gatekeeper = gatekeeper;
    this.users = users;
    this.history = history;
    this.clock = clock;
  }

  /** Tells of every change from now on. */
  public void onChange(ConsentListener listener) {
    listeners.add(listener);
  }

  /** Everything that was ever given or taken back, the oldest first. */
  public List<ConsentEntry> history(Caller caller) {
    String userId = caller.principal().userId();
    gatekeeper.admit(caller, Action.READ, own(userId, ""));
    return history.ofUser(userId);
  }

  /** What holds now. */
  public Map<ConsentKind, Consent> consents(Caller caller) {
    String userId = caller.principal().userId();
    gatekeeper.admit(caller, Action.READ, own(userId, ""));
    return users.find(userId).map(User::consents).orElse(Map.of());
  }

  /**
   * Gives a consent or takes it back, from now on.
   *
   * @param statement the words that were agreed to; may be empty when taken back
   * @throws RefusedException INVALID_REQUEST when the words or their version are missing
   */
  public ConsentEntry put(
      Caller caller, ConsentKind kind, boolean given, String statement, String version) {
    String userId = caller.principal().userId();
    gatekeeper.admit(caller, Action.UPDATE, own(userId, kind.name()));
    check(given, statement, version);
    ConsentEntry entry =
        new ConsentEntry(kind, new Consent(given, statement, version, after(userId, kind)));
    // First, so that nothing is ever done by a consent that is not on record.
    history.append(userId, entry);
    ConsentEntry holding = update(caller.principal(), entry);
    listeners.forEach(listener -> listener.changed(userId, holding));
    return entry;
  }

  /** Now, but later than what it replaces, whatever the clock of another gateway said then. */
  private Instant after(String userId, ConsentKind kind) {
    // Milliseconds are what stores keep.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return users
        .find(userId)
        .map(user -> user.consents().get(kind))
        .map(former -> former.at().plusMillis(1))
        .filter(now::isBefore)
        .orElse(now);
  }

  private static void check(boolean given, String statement, String version) {
    if (given && (statement.isBlank() || version.isBlank())) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "A consent needs the words that were agreed to, and their version.",
          "Send 'statement' and 'version' as they were shown to the user.");
    }
    if (statement.length() > LONGEST_STATEMENT || version.length() > LONGEST_VERSION) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "'statement' or 'version' is too long.",
          "Send at most "
              + LONGEST_STATEMENT
              + " characters of statement and "
              + LONGEST_VERSION
              + " of version.");
    }
  }

  /** What holds then: of two that come at once the later one, and of two at one time the no. */
  private ConsentEntry update(Principal principal, ConsentEntry entry) {
    for (int tries = 1; ; tries++) {
      User user =
          users
              .find(principal.userId())
              .orElseGet(() -> users.createIfAbsent(account(principal, clock.instant())));
      Consent there = user.consents().get(entry.kind());
      if (there != null && outlives(there, entry.consent())) {
        return new ConsentEntry(entry.kind(), there);
      }
      try {
        users.update(with(user, entry));
        return entry;
      } catch (StaleUserException e) {
        if (tries == TRIES) {
          throw new RefusedException(
              ErrorCode.DATABASE_ERROR, "The account is being changed elsewhere.", "Try again.", 1);
        }
      }
    }
  }

  private static boolean outlives(Consent there, Consent other) {
    return there.at().isAfter(other.at()) || there.at().equals(other.at()) && !there.given();
  }

  /** Somebody whom the identity provider knows, but nobody here has asked anything of yet. */
  private static User account(Principal principal, Instant now) {
    return new User(
        principal.userId(),
        "",
        "",
        principal.tenant(),
        "",
        principal.roles(),
        Map.of(),
        "",
        Map.of(),
        Map.of(),
        now,
        Optional.empty(),
        1);
  }

  private static User with(User user, ConsentEntry entry) {
    Map<ConsentKind, Consent> consents = new EnumMap<>(ConsentKind.class);
    consents.putAll(user.consents());
    consents.put(entry.kind(), entry.consent());
    return user.next(consents);
  }

  private static Resource own(String userId, String id) {
    return new Resource(Resource.Kind.CONSENTS, id, userId);
  }
}
