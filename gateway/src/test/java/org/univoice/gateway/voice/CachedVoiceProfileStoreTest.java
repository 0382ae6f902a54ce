package org.univoice.gateway.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.cache.ReadThrough.NearCache;
import org.univoice.gateway.cache.SharedCache;
import org.univoice.gateway.cache.redis.RedisCache;
import org.univoice.gateway.cache.redis.RedisConfig;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.testing.RedisServer;

class CachedVoiceProfileStoreTest {
  private static RedisServer server;
  private static RedisLink link;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    link = RedisLink.open(new RedisConfig(server.uri(), Duration.ofSeconds(2)));
  }

  @AfterAll
  static void stop() {
    if (link != null) {
      link.close();
      server.close();
    }
  }

  @Nested
  class OfOneGateway extends VoiceProfileStoreContract {
    private final VoiceProfileStore store =
        new CachedVoiceProfileStore(
            new MemoryVoiceProfileStore(), SharedCache.NONE, NearCache.DEFAULT);

    @Override
    protected VoiceProfileStore store() {
      return store;
    }
  }

  @Nested
  class WithRedis extends VoiceProfileStoreContract {
    private final VoiceProfileStore store = gateway(new MemoryVoiceProfileStore());

    @Override
    protected VoiceProfileStore store() {
      return store;
    }
  }

  @Test
  void shouldKeepProfileAndEmbeddingForAnHourUnderTheirKeys() {
    VoiceProfileStore behind = new MemoryVoiceProfileStore();
    VoiceProfile profile = profile();
    gateway(behind).put(profile, List.of());
    for (String key : List.of("voice-profile:", "voice-embedding:")) {
      assertThat(link.<Long>ask(redis -> redis.pttl(key + profile.profileId())))
          .isBetween(Duration.ofMinutes(59).toMillis(), Duration.ofHours(1).toMillis());
    }
    byte[] described =
        link.ask(redis -> redis.hget("voice-profile:" + profile.profileId(), "data"));
    assertThat(new String(described)).contains("\"embedding\":[]");
    behind.delete(profile.profileId());
    assertThat(gateway(behind).find(profile.profileId())).contains(profile);
  }

  @Test
  void shouldNotPutAProfileTogetherWithAnEmbeddingOfAnotherVersion() {
    VoiceProfileStore behind = new MemoryVoiceProfileStore();
    VoiceProfile first = profile();
    gateway(behind).put(first, List.of());
    new RedisCache(link)
        .put("voice-embedding:" + first.profileId(), 2, new byte[8 + 1024], Duration.ofHours(1));
    assertThat(gateway(behind).find(first.profileId())).contains(first);
  }

  @Test
  void shouldLeaveNothingOfADeletedProfileInRedis() {
    VoiceProfileStore store = gateway(new MemoryVoiceProfileStore());
    VoiceProfile profile = profile();
    store.put(profile, List.of());
    store.delete(profile.profileId());
    for (String key : List.of("voice-profile:", "voice-embedding:")) {
      byte[] left = link.ask(redis -> redis.hget(key + profile.profileId(), "data"));
      assertThat(left).isNull();
    }
  }

  private static VoiceProfile profile() {
    return new VoiceProfile(
        UUID.randomUUID().toString(),
        "ann",
        Collections.nCopies(256, 0.0625f),
        "ge2e-1",
        new VoiceCharacteristics(201.5, 31.25, 0, -21.5, 1_820.125, Optional.empty()),
        Instant.EPOCH,
        Instant.EPOCH,
        3,
        0.91,
        "en-GB",
        1);
  }

  private static VoiceProfileStore gateway(VoiceProfileStore behind) {
    return new CachedVoiceProfileStore(behind, new RedisCache(link), NearCache.DEFAULT);
  }
}
