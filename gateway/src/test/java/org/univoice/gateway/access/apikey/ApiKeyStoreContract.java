package org.univoice.gateway.access.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What holds for every store of keys. */
public abstract class ApiKeyStoreContract {
  /** To come: a table clears away what has long expired. */
  private static final Instant NOW = Instant.parse("2030-05-01T10:00:00Z");

  private final String owner = UUID.randomUUID().toString();

  protected abstract ApiKeyStore store();

  @Test
  void shouldGiveBackWhatItWasGiven() {
    ApiKey key = key(NOW);
    store().create(key);

    assertThat(store().find(key.id())).contains(key);
    assertThat(store().find("another")).isEmpty();
    assertThatThrownBy(() -> store().create(key)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void shouldListTheKeysOfAnOwnerTheNewestFirst() {
    ApiKey older = key(NOW);
    ApiKey newer = key(NOW.plusSeconds(1));
    store().create(older);
    store().create(newer);

    assertThat(store().ofOwner(owner)).containsExactly(newer, older);
    assertThat(store().ofOwner("nobody")).isEmpty();
  }

  @Test
  void shouldLetOneSuccessorOnlyEndAKeyAndNeverLater() {
    ApiKey key = key(NOW);
    store().create(key);
    Instant end = NOW.plus(Duration.ofHours(24));

    assertThat(store().replace(key.id(), "next", end)).isTrue();
    assertThat(store().replace(key.id(), "other", NOW)).isFalse();
    assertThat(store().replace("unknown", "other", NOW)).isFalse();
    assertThat(store().find(key.id())).contains(key.replacedBy("next", end));

    ApiKey ending = key(NOW);
    store().create(ending);
    store().replace(ending.id(), "next", ending.expiresAt().plusSeconds(1));
    assertThat(store().find(ending.id()).orElseThrow().expiresAt()).isEqualTo(ending.expiresAt());
  }

  @Test
  void shouldKeepWhenAKeyWasUsedButNotOfOneThatIsGone() {
    ApiKey key = key(NOW);
    store().create(key);
    store().used(key.id(), NOW.plusSeconds(5));
    assertThat(store().find(key.id()).orElseThrow().lastUsedAt()).contains(NOW.plusSeconds(5));

    store().delete(key.id());
    store().used(key.id(), NOW.plusSeconds(6));
    assertThat(store().find(key.id())).isEmpty();
    assertThat(store().ofOwner(owner)).isEmpty();
  }

  private ApiKey key(Instant createdAt) {
    return new ApiKey(
        UUID.randomUUID().toString(),
        owner,
        "a name",
        Set.of("sessions:create", "sessions:read:own"),
        "ab".repeat(32),
        createdAt,
        createdAt.plus(ApiKeys.VALIDITY),
        Optional.empty(),
        Optional.empty());
  }
}
