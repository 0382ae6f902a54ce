package org.univoice.gateway.voice;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Voice profiles of one process, forgotten with it. */
public final class MemoryVoiceProfileStore implements VoiceProfileStore {
  private final Map<String, VoiceProfile> profiles = new ConcurrentHashMap<>();
  private final Map<String, List<byte[]>> samples = new ConcurrentHashMap<>();

  @Override
  public void put(VoiceProfile profile, List<byte[]> samples) {
    profiles.compute(
        profile.profileId(),
        (id, former) -> {
          if (profile.version() != (former == null ? 1 : former.version() + 1)) {
            throw new StaleProfileException();
          }
          return profile;
        });
    this.samples.merge(
        profile.profileId(),
        List.copyOf(samples),
        (former, added) -> Stream.concat(former.stream(), added.stream()).toList());
  }

  @Override
  public Optional<VoiceProfile> find(String profileId) {
    return Optional.ofNullable(profiles.get(profileId));
  }

  @Override
  public List<VoiceProfile> ofUser(String userId) {
    return profiles.values().stream()
        .filter(profile -> profile.userId().equals(userId))
        .sorted(Comparator.comparing(VoiceProfile::createdAt))
        .toList();
  }

  @Override
  public List<byte[]> samples(String profileId) {
    return samples.getOrDefault(profileId, List.of());
  }

  @Override
  public void delete(String profileId) {
    profiles.remove(profileId);
    samples.remove(profileId);
  }
}
