package org.univoice.gateway.access.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.AccessPolicy;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Credentials;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Identity;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.user.MemoryUserStore;
import org.univoice.gateway.user.StoredAccounts;

class ApiKeysTest {
  private static final Set<String> READING = Set.of("sessions:read:own");

  private final MutableClock clock = new MutableClock();
  private final List<AuditEntry> entries = new ArrayList<>();
  private final List<Instant> uses = new ArrayList<>();
  private final MemoryUserStore users = new MemoryUserStore();
  private final StoredAccounts accounts = new StoredAccounts(users, "local", clock);
  private final MemoryApiKeyStore store = new MemoryApiKeyStore();
  private final AccessPolicy policy = new AccessPolicy();
  private final ApiKeys keys =
      new ApiKeys(store, accounts, new Gatekeeper(policy, entries::add, clock), policy, clock);
  private final ApiKeyAuthenticator authenticator =
      new ApiKeyAuthenticator(new CountingStore(), accounts, clock);
  private final Caller ana = caller(Principal.of("ana", "acme", Set.of(Role.PREMIUM_USER)));

  @Test
  void shouldActForItsOwnerWithinItsScopes() {
    NewApiKey made = keys.create(ana, "build", READING);

    assertThat(authenticate(made.text()))
        .isEqualTo(
            new Principal(
                "ana", "acme", Set.of(Role.PREMIUM_USER), READING, Optional.of(made.key().id())));
    assertThat(made.text()).matches("uvk_[0-9a-f]{88}");
  }

  @Test
  void shouldKeepAndShowTheSecretNowhere() {
    NewApiKey made = keys.create(ana, "build", READING);
    String secret = made.text().substring(20, 84);

    assertThat(
            made.toString()
                + KeyText.parse(made.text())
                + store.find(made.key().id())
                + store.find(made.key().id()).orElseThrow().secretSha256()
                + entries)
        .doesNotContain(secret);
  }

  @Test
  void shouldRefuseWhatIsNotExactlyAKey() {
    String text = keys.create(ana, "build", READING).text();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == '0' ? '1' : '0';
      refuse(text.substring(0, i) + other + text.substring(i + 1));
    }
    refuse(text + " ");
    refuse("");
    refuse("uvk_");
    // Of a right shape and checksum, but of another secret.
    refuse(new KeyText(text.substring(4, 20), "0".repeat(64)).text());
  }

  @Test
  void shouldExpireAfterNinetyDays() {
    String text = keys.create(ana, "build", READING).text();
    clock.pass(Duration.ofDays(90).minusMillis(1));
    authenticate(text);
    clock.pass(Duration.ofMillis(1));
    refuse(text);
  }

  @Test
  void shouldLetTheOldKeyOverlapItsSuccessorForADay() {
    NewApiKey old = keys.create(ana, "build", READING);
    NewApiKey next = keys.rotate(ana, old.key().id());

    assertThat(next.key().scopes()).isEqualTo(READING);
    assertThat(store.find(old.key().id()).orElseThrow().replacedBy()).contains(next.key().id());
    clock.pass(ApiKeys.OVERLAP.minusMillis(1));
    authenticate(old.text());
    clock.pass(Duration.ofMillis(1));
    refuse(old.text());
    authenticate(next.text());
    assertThat(refusal(() -> keys.rotate(ana, old.key().id())).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(keys.list(ana)).hasSize(2);
  }

  @Test
  void shouldOpenNothingOnceRevokedOrWithoutAnAccount() {
    NewApiKey revoked = keys.create(ana, "one", READING);
    NewApiKey orphan = keys.create(ana, "two", READING);
    keys.revoke(ana, revoked.key().id());
    refuse(revoked.text());

    users.delete("ana");
    refuse(orphan.text());
  }

  @Test
  void shouldDoOnlyWhatItsOwnerMayDoNow() {
    String text = keys.create(ana, "build", Set.of("sessions:record")).text();
    clock.pass(Duration.ofMinutes(11));
    accounts.seen(new Identity("ana", "", "acme", Set.of(Role.USER)));

    assertThat(policy.permissions(caller(authenticate(text)))).isEmpty();
  }

  @Test
  void shouldNotMakeKeysThatDoMoreThanTheirMaker() {
    assertThat(refusal(() -> keys.create(ana, "x", Set.of("users:read:all"))).code())
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(() -> keys.create(ana, "x", Set.of())).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);

    String maker = keys.create(ana, "maker", Set.of("api-keys:create:own")).text();
    Caller key = caller(authenticate(maker));
    RefusedException refused = refusal(() -> keys.create(key, "x", READING));
    assertThat(refused.code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refused.suggestion()).isEqualTo("Choose from: api-keys:create:own.");
  }

  @Test
  void shouldHideTheKeysOfOthers() {
    String id = keys.create(ana, "build", READING).key().id();
    Caller bob = caller(Principal.of("bob", "acme", Set.of(Role.USER)));

    RefusedException foreign = refusalOf(() -> keys.revoke(bob, id));
    RefusedException unknown = refusalOf(() -> keys.revoke(bob, "none"));
    assertThat(foreign.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    assertThat(foreign).hasMessage(unknown.getMessage());
    assertThat(foreign.suggestion()).isEqualTo(unknown.suggestion());
    assertThat(keys.list(bob)).isEmpty();
    assertThat(store.find(id)).isPresent();
  }

  @Test
  void shouldWriteItsUseDownOnceAMinute() {
    String text = keys.create(ana, "build", READING).text();
    for (int second = 0; second < 120; second++) {
      authenticate(text);
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(uses).hasSize(2);
  }

  @Test
  void shouldHoldNoMoreThanTwentyKeysOfOneOwner() {
    for (int i = 0; i < 20; i++) {
      keys.create(ana, "key " + i, READING);
    }
    assertThat(refusal(() -> keys.create(ana, "one more", READING)).code())
        .isEqualTo(ErrorCode.QUOTA_EXCEEDED);
  }

  @Test
  void shouldCountAKeyThatIsReplacedUntilItEnds() {
    String newest = keys.create(ana, "key", READING).key().id();
    for (int i = 1; i < 20; i++) {
      newest = keys.rotate(ana, newest).key().id();
    }
    String last = newest;

    assertThat(refusal(() -> keys.rotate(ana, last)).code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
    clock.pass(ApiKeys.OVERLAP);
    assertThat(keys.rotate(ana, last).key().scopes()).isEqualTo(READING);
  }

  private Principal authenticate(String text) {
    return authenticator.authenticate(
        new Credentials(Optional.empty(), Optional.of(text), "192.0.2.1"));
  }

  private void refuse(String text) {
    RefusedException refused = refusal(() -> authenticate(text));
    assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(refused).hasMessage("The API key is unknown, revoked or expired.");
  }

  private static RefusedException refusal(Callable<?> call) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, call::call);
    assertThat(refused).isNotNull();
    return refused;
  }

  private static RefusedException refusalOf(Runnable call) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, call::run);
    assertThat(refused).isNotNull();
    return refused;
  }

  private static Caller caller(Principal principal) {
    return new Caller(principal, "192.0.2.1", "curl", "r1");
  }

  /** The store, and when it was told of a use. */
  private final class CountingStore implements ApiKeyStore {
    @Override
    public void create(ApiKey key) {
      store.create(key);
    }

    @Override
    public Optional<ApiKey> find(String id) {
      return store.find(id);
    }

    @Override
    public List<ApiKey> ofOwner(String ownerId) {
      return store.ofOwner(ownerId);
    }

    @Override
    public boolean replace(String id, String successor, Instant end) {
      return store.replace(id, successor, end);
    }

    @Override
    public void used(String id, Instant at) {
      uses.add(at);
      store.used(id, at);
    }

    @Override
    public void delete(String id) {
      store.delete(id);
    }
  }
}
