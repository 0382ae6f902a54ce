package org.univoice.gateway.voice;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.univoice.gateway.cache.CachedJson;
import org.univoice.gateway.cache.ReadThrough;
import org.univoice.gateway.cache.SharedCache;

/**
 * A profile in two places: what describes it as JSON, and its embedding as big-endian 32-bit floats
 * behind the version that they belong to.
 */
final class CachedVoiceProfile implements ReadThrough.Codec<VoiceProfile> {
  static final String PROFILE = "voice-profile:";
  private static final String EMBEDDING = "voice-embedding:";

  private final CachedJson<VoiceProfile> json = new CachedJson<>(VoiceProfile.class);

  @Override
  public Optional<VoiceProfile> read(SharedCache cache, String key) {
    return cache
        .get(key)
        .flatMap(json::read)
        .flatMap(
            described -> cache.get(embedding(key)).flatMap(bytes -> together(described, bytes)));
  }

  @Override
  public void write(
      ReadThrough.Keeping keeping, String key, VoiceProfile profile, Duration lifetime) {
    json.write(with(profile, List.of()))
        .ifPresent(
            described -> {
              keeping.keep(embedding(key), profile.version(), embedding(profile), lifetime);
              keeping.keep(key, profile.version(), described, lifetime);
            });
  }

  @Override
  public List<String> keys(String key) {
    return List.of(key, embedding(key));
  }

  /** Nothing when one of them was replaced between reading the other and this one. */
  private static Optional<VoiceProfile> together(VoiceProfile described, byte[] bytes) {
    if (bytes.length < Long.BYTES || bytes.length % Float.BYTES != 0) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.getLong() != described.version()) {
      return Optional.empty();
    }
    List<Float> embedding = new ArrayList<>(buffer.remaining() / Float.BYTES);
    while (buffer.hasRemaining()) {
      embedding.add(buffer.getFloat());
    }
    return Optional.of(with(described, embedding));
  }

  private static byte[] embedding(VoiceProfile profile) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + profile.embedding().size() * Float.BYTES);
    buffer.putLong(profile.version());
    profile.embedding().forEach(buffer::putFloat);
    return buffer.array();
  }

  private static VoiceProfile with(VoiceProfile profile, List<Float> embedding) {
    return new VoiceProfile(
        profile.profileId(),
        profile.userId(),
        embedding,
        profile.model(),
        profile.characteristics(),
        profile.createdAt(),
        profile.updatedAt(),
        profile.sampleCount(),
        profile.quality(),
        profile.language(),
        profile.version());
  }

  private static String embedding(String key) {
    return EMBEDDING + key.substring(PROFILE.length());
  }
}
