package org.univoice.gateway.access.apikey;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.univoice.gateway.access.AccessPolicy;
import org.univoice.gateway.access.Accounts;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Identity;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.access.Resource.Kind;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Makes keys for programs, renews them and takes them back. */
public final class ApiKeys {
  static final Duration VALIDITY = Duration.ofDays(90);
  static final Duration OVERLAP = Duration.ofHours(24);
  private static final int MOST = 20;

  private final ApiKeyStore keys;
  private final Accounts accounts;
  private final Gatekeeper gatekeeper;
  private final AccessPolicy policy;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public ApiKeys(
      ApiKeyStore keys,
      Accounts accounts,
      Gatekeeper gatekeeper,
      AccessPolicy policy,
      Clock clock) {
    this.keys = keys;
    this.accounts = accounts;
    this.gatekeeper = gatekeeper;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * A new key of the caller's.
   *
   * @param scopes permissions, none of which the caller lacks
   */
  public NewApiKey create(Caller caller, String name, Set<String> scopes) {
    Principal owner = caller.principal();
    gatekeeper.admit(caller, Action.CREATE, new Resource(Kind.API_KEYS, "", owner.userId()));
    checkScopes(caller, scopes);
    requireRoom(owner.userId());
    // A key lives only as long as its owner's account, so there must be one.
    if (owner.apiKeyId().isEmpty()) {
      accounts.seen(new Identity(owner.userId(), "", owner.tenant(), owner.roles()));
    }
    return keep(owner.userId(), name, scopes);
  }

  /** The caller's keys, newest first. */
  public List<ApiKey> list(Caller caller) {
    String owner = caller.principal().userId();
    gatekeeper.admit(caller, Action.READ, new Resource(Kind.API_KEYS, "", owner));
    return keys.ofOwner(owner);
  }

  /** A successor of the same name and scopes; the key itself ends after the overlap. */
  public NewApiKey rotate(Caller caller, String id) {
    ApiKey key = admitted(caller, Action.UPDATE, id);
    checkScopes(caller, key.scopes());
    // What is replaced goes on for a day: who rotates without end would have keys without end.
    requireRoom(key.ownerId());
    NewApiKey successor = keep(key.ownerId(), key.name(), key.scopes());
    if (!keys.replace(id, successor.key().id(), clock.instant().plus(OVERLAP))) {
      keys.delete(successor.key().id());
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "This key has a successor already, or was revoked meanwhile.",
          "Use or rotate the successor; GET /v1/api-keys names it.");
    }
    return successor;
  }

  /** The key opens nothing any more. */
  public void revoke(Caller caller, String id) {
    admitted(caller, Action.DELETE, id);
    keys.delete(id);
  }

  private void requireRoom(String ownerId) {
    Instant now = clock.instant();
    if (keys.ofOwner(ownerId).stream().filter(key -> !key.expiredAt(now)).count() >= MOST) {
      throw new RefusedException(
          ErrorCode.QUOTA_EXCEEDED,
          "You have " + MOST + " keys already.",
          "Revoke one with DELETE /v1/api-keys/{id}.");
    }
  }

  private ApiKey admitted(Caller caller, Action action, String id) {
    Optional<ApiKey> key = keys.find(id);
    // Also a key that there is not leaves an entry, and the same answer.
    gatekeeper.admit(
        caller, action, new Resource(Kind.API_KEYS, id, key.map(ApiKey::ownerId).orElse("")));
    return key.orElseThrow(() -> Gatekeeper.notFound(Kind.API_KEYS));
  }

  private void checkScopes(Caller caller, Set<String> scopes) {
    if (scopes.isEmpty()) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST, "A key needs at least one scope.", allowed(caller));
    }
    if (!policy.permissions(caller).containsAll(scopes)) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "A key cannot do more than whoever makes it.", allowed(caller));
    }
  }

  private String allowed(Caller caller) {
    return "Choose from: " + String.join(", ", new TreeSet<>(policy.permissions(caller))) + ".";
  }

  private NewApiKey keep(String ownerId, String name, Set<String> scopes) {
    KeyText text = KeyText.random(random);
    Instant now = clock.instant();
    ApiKey key =
        new ApiKey(
            text.id(),
            ownerId,
            name,
            scopes,
            text.secretSha256(),
            now,
            now.plus(VALIDITY),
            Optional.empty(),
            Optional.empty());
    keys.create(key);
    return new NewApiKey(key, text.text());
  }
}
