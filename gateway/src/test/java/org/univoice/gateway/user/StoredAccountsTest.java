package org.univoice.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.Identity;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;

class StoredAccountsTest {
  private static final Identity ANA =
      new Identity("ana", "ana@example.org", "Ana", "acme", Set.of(Role.USER));

  private final MutableClock clock = new MutableClock();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger outrun = new AtomicInteger();
  private final MemoryUserStore memory = new MemoryUserStore();
  private final StoredAccounts accounts = new StoredAccounts(new Busy(), "eu-west-1", clock);

  @Test
  void shouldRememberTheLastSignInAndNotEveryRequest() {
    Instant first = clock.instant();
    accounts.signedIn(ANA);
    clock.pass(Duration.ofDays(1));
    accounts.seen(ANA);
    assertThat(account().lastLoginAt()).contains(first);

    accounts.signedIn(ANA);

    assertThat(account().lastLoginAt()).contains(clock.instant());
    assertThat(account().createdAt()).isEqualTo(first);
  }

  @Test
  void shouldAskTheStoreAgainOnlyForAChangeOrAfterAWhile() {
    for (int i = 0; i < 10; i++) {
      accounts.seen(ANA);
    }
    assertThat(asked).hasValue(1);

    accounts.seen(new Identity("ana", "", "acme", Set.of(Role.ADMIN)));
    assertThat(asked).hasValue(2);
    assertThat(accounts.find("ana")).contains(Principal.of("ana", "acme", Set.of(Role.ADMIN)));
    assertThat(account().email()).as("not told, so not changed").isEqualTo("ana@example.org");
    assertThat(account().name()).as("not told, so not changed").isEqualTo("Ana");

    clock.pass(Duration.ofMinutes(10));
    accounts.seen(new Identity("ana", "", "acme", Set.of(Role.ADMIN)));
    assertThat(asked).hasValue(3);
  }

  @Test
  void shouldChangeWhatItKnowsAndKeepWhatOthersChangedMeanwhile() {
    accounts.seen(ANA);
    outrun.set(2);

    accounts.seen(new Identity("ana", "", "acme", Set.of(Role.PREMIUM_USER)));

    assertThat(account().roles()).containsExactly(Role.PREMIUM_USER);
    assertThat(account().preferences()).containsEntry("theme", "dark");
  }

  @Test
  void shouldFollowTheNameThatTheIssuerSays() {
    accounts.seen(ANA);

    accounts.seen(new Identity("ana", "ana@example.org", "Ana Reis", "acme", Set.of(Role.USER)));

    assertThat(account().name()).isEqualTo("Ana Reis");
  }

  private User account() {
    return memory.find("ana").orElseThrow();
  }

  /** Counts questions; somebody else may be faster with an update. */
  private final class Busy implements UserStore {
    @Override
    public User createIfAbsent(User user) {
      asked.incrementAndGet();
      return memory.createIfAbsent(user);
    }

    @Override
    public Optional<User> find(String userId) {
      return memory.find(userId);
    }

    @Override
    public Optional<User> findByEmail(String email) {
      return memory.findByEmail(email);
    }

    @Override
    public void update(User user) {
      if (outrun.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        User now = account();
        memory.update(
            new User(
                now.userId(),
                now.email(),
                now.identityId(),
                now.tenant(),
                now.region(),
                now.roles(),
                Map.of("theme", "dark"),
                now.subscriptionTier(),
                now.quotas(),
                now.consents(),
                now.createdAt(),
                now.lastLoginAt(),
                now.version() + 1));
      }
      memory.update(user);
    }

    @Override
    public void delete(String userId) {
      memory.delete(userId);
    }
  }
}
