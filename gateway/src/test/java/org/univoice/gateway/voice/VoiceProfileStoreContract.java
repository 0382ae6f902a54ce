package org.univoice.gateway.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.voice.VoiceCharacteristics.EmotionalProfile;

/** What every store of voice profiles does. */
public abstract class VoiceProfileStoreContract {
  protected static final Instant MADE = Instant.parse("2030-05-01T10:00:00.123Z");
  protected static final List<byte[]> SAMPLES = List.of(new byte[] {1, 2, 3}, new byte[] {4});

  protected final String user = "user/" + UUID.randomUUID();
  protected VoiceProfileStore store;

  protected abstract VoiceProfileStore store();

  @BeforeEach
  void open() {
    store = store();
  }

  @Test
  void shouldGiveBackEverythingThatWasKept() {
    VoiceProfile profile = profile("1", 1, 0.5f, 0);
    store.put(profile, SAMPLES);
    assertThat(store.find(profile.profileId())).contains(profile);
    assertThat(store.find("another")).isEmpty();
    assertThat(store.samples(profile.profileId())).containsExactlyElementsOf(SAMPLES);
    assertThat(store.samples("another")).isEmpty();
  }

  @Test
  void shouldKeepTheNextStateWithItsOwnEmbedding() {
    store.put(profile("1", 1, 0.5f, 0), SAMPLES);
    VoiceProfile next = profile("1", 2, -0.25f, 0);
    store.put(next, List.of());
    assertThat(store.find(next.profileId())).contains(next);
    assertThat(store.ofUser(user)).containsExactly(next);
  }

  @Test
  void shouldRefuseAStateThatFollowsAnotherThanWhatIsThere() {
    VoiceProfile first = profile("1", 1, 0.5f, 0);
    assertThatThrownBy(() -> store.put(profile("1", 2, 0.1f, 0), SAMPLES))
        .isInstanceOf(StaleProfileException.class);
    store.put(first, SAMPLES);
    assertThatThrownBy(() -> store.put(profile("1", 1, 0.1f, 0), SAMPLES))
        .isInstanceOf(StaleProfileException.class);
    assertThatThrownBy(() -> store.put(profile("1", 3, 0.1f, 0), SAMPLES))
        .isInstanceOf(StaleProfileException.class);
    assertThat(store.find(first.profileId())).contains(first);
  }

  @Test
  void shouldKeepAllOfExactlyOneOfManyWhoWriteAtOnce() throws Exception {
    store.put(profile("1", 1, 0, 0), SAMPLES);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> tries = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        VoiceProfile mine = profile("1", 2, i / 8f, 0);
        tries.add(threads.submit(() -> wins(mine)));
      }
      List<Float> winners = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        if (tries.get(i - 1).get()) {
          winners.add(i / 8f);
        }
      }
      assertThat(winners).hasSize(1);
      assertThat(store.find(id("1")).orElseThrow().embedding().get(0)).isEqualTo(winners.get(0));
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean wins(VoiceProfile profile) {
    try {
      store.put(profile, List.of());
      return true;
    } catch (StaleProfileException e) {
      return false;
    }
  }

  @Test
  void shouldListAUsersProfilesOldestFirst() {
    VoiceProfile younger = profile("1", 1, 0.5f, 9);
    VoiceProfile older = profile("2", 1, 0.25f, 0);
    store.put(younger, SAMPLES);
    store.put(older, SAMPLES);
    assertThat(store.ofUser(user)).containsExactly(older, younger);
    assertThat(store.ofUser("nobody")).isEmpty();
  }

  @Test
  void shouldForgetWhatIsDeleted() {
    VoiceProfile profile = profile("1", 1, 0.5f, 0);
    store.put(profile, SAMPLES);
    store.put(profile("1", 2, 0.5f, 0), SAMPLES);
    store.delete(profile.profileId());
    store.delete(profile.profileId());
    assertThat(store.find(profile.profileId())).isEmpty();
    assertThat(store.ofUser(user)).isEmpty();
    store.put(profile, SAMPLES);
    assertThat(store.find(profile.profileId())).contains(profile);
  }

  private String id(String name) {
    return user.substring(5) + "-" + name;
  }

  protected VoiceProfile profile(String name, long version, float first, long second) {
    return new VoiceProfile(
        id(name),
        user,
        IntStream.range(0, 256).mapToObj(i -> i == 0 ? first : i / 1_000f).toList(),
        "ge2e-1",
        new VoiceCharacteristics(
            121.5,
            17.25,
            140,
            -20.5,
            1_800.125,
            Optional.of(new EmotionalProfile(-0.5, 0.25, 0)),
            List.of(-1.5f, 0.1f, 2f),
            0.125,
            new VoiceMovement(90.5, 180.25, List.of(0.1f, Float.NaN, -0.1f), 210)),
        MADE.plusSeconds(second),
        MADE.plusSeconds(second + version),
        2,
        0.875,
        "pt-BR",
        version);
  }
}
