package org.univoice.gateway.voice;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What somebody's voice sounds like.
 *
 * @param embedding 256 numbers of length 1
 * @param model version of the model that made the embedding; profiles of two models do not compare
 * @param sampleCount recordings that it is made from
 * @param quality 0 to 1
 * @param language BCP 47 tag of what was spoken
 * @param version counts the states of the profile, from 1
 */
public record VoiceProfile(
    String profileId,
    String userId,
    List<Float> embedding,
    String model,
    VoiceCharacteristics characteristics,
    Instant createdAt,
    Instant updatedAt,
    int sampleCount,
    double quality,
    String language,
    long version) {
  public VoiceProfile {
    Objects.requireNonNull(profileId);
    Objects.requireNonNull(userId);
    embedding = List.copyOf(embedding);
  }

  /** Never the embedding: it identifies a person. */
  @Override
  public String toString() {
    return "VoiceProfile[" + profileId + ", version " + version + "]";
  }
}
