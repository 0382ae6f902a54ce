package org.univoice.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.AccessPolicy;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;

class ConsentServiceTest {
  private static final Caller ANA =
      new Caller(Principal.of("ana", Role.USER), "127.0.0.1", "test", "r");

  private final MutableClock clock = new MutableClock();
  private final MemoryUserStore users = new MemoryUserStore();
  private final Deque<Runnable> meanwhile = new ArrayDeque<>();
  private final List<Boolean> told = new ArrayList<>();
  private final ConsentService consents = service(new Interrupted());

  @Test
  void shouldLetTheLaterOfTwoThatComeAtOnceWin() {
    ConsentService elsewhere = service(users);
    consents.onChange((user, entry) -> told.add(entry.consent().given()));
    elsewhere.put(ANA, ConsentKind.RECORDING, false, "", "");
    clock.pass(Duration.ofSeconds(1));
    // Between its reading and its writing, the other device takes it back.
    meanwhile.add(
        () -> {
          clock.pass(Duration.ofMillis(1));
          elsewhere.put(ANA, ConsentKind.RECORDING, false, "", "");
        });

    consents.put(ANA, ConsentKind.RECORDING, true, "I agree", "1");

    assertThat(holds()).isFalse();
    assertThat(told).containsExactly(false);
  }

  @Test
  void shouldTakeBackWhatWasGivenAtTheSameTime() {
    ConsentService elsewhere = service(users);
    meanwhile.add(() -> elsewhere.put(ANA, ConsentKind.RECORDING, false, "", ""));
    consents.put(ANA, ConsentKind.RECORDING, true, "I agree", "1");

    assertThat(holds()).isFalse();
  }

  @Test
  void shouldLetTheLastWordCountThoughAnotherClockIsAhead() {
    consents.put(ANA, ConsentKind.RECORDING, true, "I agree", "1");
    clock.pass(Duration.ofSeconds(-5));
    consents.put(ANA, ConsentKind.RECORDING, false, "", "");

    assertThat(holds()).isFalse();
  }

  private boolean holds() {
    return users.find("ana").orElseThrow().consents().get(ConsentKind.RECORDING).given();
  }

  private ConsentService service(UserStore store) {
    Gatekeeper gatekeeper = new Gatekeeper(new AccessPolicy(), entry -> {}, clock);
    return new ConsentService(gatekeeper, store, new MemoryConsentHistory(), clock);
  }

  /** Another gateway does something between a reading and a writing. */
  private final class Interrupted implements UserStore {
    @Override
    public User createIfAbsent(User user) {
      return users.createIfAbsent(user);
    }

    @Override
    public Optional<User> find(String userId) {
      return users.find(userId);
    }

    @Override
    public Optional<User> findByEmail(String email) {
      return users.findByEmail(email);
    }

    @Override
    public void update(User user) {
      Runnable other = meanwhile.poll();
      if (other != null) {
        other.run();
      }
      users.update(user);
    }

    @Override
    public void delete(String userId) {
      users.delete(userId);
    }
  }
}
