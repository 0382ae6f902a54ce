package org.univoice.gateway.aws;

import java.util.List;

/**
 * The buckets, one of each kind in every region, encrypted with the customer managed key.
 *
 * @param prefix of the name, which ends with the region
 * @param versioned whether what is overwritten stays until it is deleted
 */
public record StoreBucket(String prefix, boolean versioned) {
  public static final StoreBucket VOICE_EMBEDDINGS =
      new StoreBucket("univoice-voice-embeddings-", true);
  public static final StoreBucket RECORDINGS =
      new StoreBucket("univoice-session-recordings-", false);

  /** Consents, glossaries, who took part in whose sessions, and how far erasures are. */
  public static final StoreBucket PERSONAL_DATA = new StoreBucket("univoice-personal-data-", false);

  public static final List<StoreBucket> ALL = List.of(VOICE_EMBEDDINGS, RECORDINGS, PERSONAL_DATA);

  public String in(String region) {
    return prefix + region;
  }
}
