package org.univoice.gateway.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.univoice.gateway.access.Accounts;
import org.univoice.gateway.access.Identity;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.bounded.BoundedMap;
import org.univoice.gateway.digest.Sha256;

/**
 * Accounts in a {@link UserStore}. The identity provider has the last word on roles and tenant, so
 * an account follows what it says; nothing is written for who was seen a moment ago unchanged.
 */
public final class StoredAccounts implements Accounts {
  private static final Duration UNCHANGED = Duration.ofMinutes(10);
  private static final int REMEMBERED = 10_000;
  private static final int TRIES = 5;

  private final UserStore users;
  private final String region;
  private final Clock clock;
  private final Map<String, Seen> recent = BoundedMap.ofUsed(REMEMBERED);

  /**
   * @param region where data of new accounts stay
   */
  public StoredAccounts(UserStore users, String region, Clock clock) {
    this.users = users;
    this.region = region;
    this.clock = clock;
  }

  @Override
  public Principal seen(Identity identity) {
    Instant now = clock.instant();
    synchronized (recent) {
      Seen before = recent.get(identity.userId());
      if (before != null
          && before.fingerprint().equals(fingerprint(identity))
          && now.isBefore(before.at().plus(UNCHANGED))) {
        return in(before.tenant(), identity);
      }
    }
    String tenant = keep(identity, Optional.empty());
    synchronized (recent) {
      recent.put(identity.userId(), new Seen(fingerprint(identity), tenant, now));
    }
    return in(tenant, identity);
  }

  private static Principal in(String tenant, Identity identity) {
    return Principal.of(identity.userId(), tenant, identity.roles());
  }

  @Override
  public void signedIn(Identity identity) {
    keep(identity, Optional.of(clock.instant()));
  }

  @Override
  public Optional<Principal> find(String userId) {
    return users.find(userId).map(user -> Principal.of(user.userId(), user.tenant(), user.roles()));
  }

  /** Of somebody whose account is gone nothing is remembered either. */
  public void forget(String userId) {
    synchronized (recent) {
      recent.remove(userId);
    }
  }

  /** The account's tenant. */
  private String keep(Identity identity, Optional<Instant> login) {
    User account = users.createIfAbsent(fresh(identity, login));
    for (int tried = 0; ; tried++) {
      User wanted = account.following(identity, login);
      if (wanted.equals(account)) {
        return wanted.tenant();
      }
      try {
        users.update(wanted.next(wanted.consents()));
        return wanted.tenant();
      } catch (StaleUserException e) {
        // Whoever was faster has changed something else, or the same.
        account = users.find(identity.userId()).orElse(null);
        if (account == null || tried == TRIES) {
          return wanted.tenant();
        }
      }
    }
  }

  private User fresh(Identity identity, Optional<Instant> login) {
    return new User(
        identity.userId(),
        identity.email(),
        identity.name(),
        identity.userId(),
        identity.tenant(),
        region,
        identity.roles(),
        Map.of(),
        identity.roles().contains(Role.PREMIUM_USER) ? "premium" : "free",
        Map.of(),
        Map.of(),
        clock.instant(),
        login,
        1);
  }

  private static String fingerprint(Identity identity) {
    String all =
        String.join(
            "\n",
            identity.email(),
            identity.name(),
            identity.tenant(),
            new TreeSet<>(identity.roles()).toString());
    return HexFormat.of().formatHex(Sha256.of(all));
  }

  /**
   * @param fingerprint of what was said of somebody: an address is remembered by its store alone
   */
  private record Seen(String fingerprint, String tenant, Instant at) {}
}
