package org.univoice.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Role;

/** What every store of accounts does. */
public abstract class UserStoreContract {
  private static final Instant NOW = Instant.parse("2030-05-01T10:00:00.123Z");

  private final String id = UUID.randomUUID().toString();
  private UserStore store;

  protected abstract UserStore store();

  @BeforeEach
  void open() {
    store = store();
  }

  @Test
  void shouldGiveBackEverythingThatWasKept() {
    User user = user("ana", 1);
    assertThat(store.createIfAbsent(user)).isEqualTo(user);
    assertThat(store.find(id)).contains(user);
    assertThat(store.findByEmail(user.email())).contains(user);
    assertThat(store.find("nobody")).isEmpty();
    assertThat(store.findByEmail("nobody@example.com")).isEmpty();
  }

  @Test
  void shouldKeepAnAccountOfWhichLittleIsKnown() {
    User user =
        new User(
            id,
            "",
            "",
            "",
            "",
            Set.of(),
            Map.of(),
            "",
            Map.of(),
            Map.of(),
            NOW,
            Optional.empty(),
            1);
    store.createIfAbsent(user);
    assertThat(store.find(id)).contains(user);
  }

  @Test
  void shouldAnswerTheAccountThatIsThereAlready() {
    User first = user("first", 1);
    store.createIfAbsent(first);
    assertThat(store.createIfAbsent(user("second", 1))).isEqualTo(first);
    assertThat(store.find(id)).contains(first);
  }

  @Test
  void shouldTakeTheNextStateOnly() {
    store.createIfAbsent(user("a", 1));
    store.update(user("b", 2));
    store.update(user("b", 2));
    assertThatThrownBy(() -> store.update(user("c", 2))).isInstanceOf(StaleUserException.class);
    assertThatThrownBy(() -> store.update(user("c", 4))).isInstanceOf(StaleUserException.class);
    assertThat(store.find(id)).contains(user("b", 2));
  }

  @Test
  void shouldForgetWhatIsDeleted() {
    store.createIfAbsent(user("a", 1));
    store.delete(id);
    store.delete(id);
    assertThat(store.find(id)).isEmpty();
    assertThat(store.findByEmail(id + "@example.com")).isEmpty();
    assertThatThrownBy(() -> store.update(user("b", 2))).isInstanceOf(StaleUserException.class);
  }

  private User user(String tier, long version) {
    return new User(
        id,
        id + "@example.com",
        "Ana Reis",
        "identity-1",
        "tenant",
        "eu-west-1",
        Set.of(Role.USER, Role.PREMIUM_USER),
        Map.of("theme", "dark"),
        tier,
        Map.of("sessions", 9_007_199_254_740_993L),
        Map.of(ConsentKind.RECORDING, new Consent(true, "I agree.", "2", NOW)),
        NOW,
        Optional.of(NOW.plusSeconds(5)),
        version);
  }
}
