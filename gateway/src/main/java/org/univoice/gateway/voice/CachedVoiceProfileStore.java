package org.univoice.gateway.voice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.univoice.gateway.cache.ReadThrough;
import org.univoice.gateway.cache.ReadThrough.NearCache;
import org.univoice.gateway.cache.SharedCache;

/** Voice profiles that are asked for often, in front of where they are kept. */
public final class CachedVoiceProfileStore implements VoiceProfileStore {
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final VoiceProfileStore store;
  private final ReadThrough<VoiceProfile> cache;

  public CachedVoiceProfileStore(VoiceProfileStore store, SharedCache shared, NearCache near) {
    this.store = store;
    this.cache = new ReadThrough<>(near, shared, new CachedVoiceProfile(), LIFETIME);
  }

  @Override
  public void put(VoiceProfile profile, List<byte[]> samples) {
    cache.write(key(profile.profileId()), profile, () -> store.put(profile, samples));
  }

  @Override
  public Optional<VoiceProfile> find(String profileId) {
    return cache.find(key(profileId), () -> store.find(profileId));
  }

  /** Always from the store, which alone knows whether there are more. */
  @Override
  public List<VoiceProfile> ofUser(String userId) {
    return store.ofUser(userId);
  }

  @Override
  public List<byte[]> samples(String profileId) {
    return store.samples(profileId);
  }

  @Override
  public void delete(String profileId) {
    cache.delete(key(profileId), () -> store.delete(profileId));
  }

  private static String key(String profileId) {
    return CachedVoiceProfile.PROFILE + profileId;
  }
}
