package org.univoice.gateway.voice;

import java.util.List;
import java.util.Optional;

/**
 * Keeps voice profiles. Implementations are safe for use by many threads; they may wait for a
 * remote store.
 */
public interface VoiceProfileStore {

  /**
   * Keeps a new profile, or the next version of one that is there.
   *
   * @param samples recordings that it was made from, as 16 kHz mono WAV; kept beside it
   * @throws StaleProfileException when the version is not the successor of what is there
   */
  void put(VoiceProfile profile, List<byte[]> samples);

  Optional<VoiceProfile> find(String profileId);

  /** A user's profiles, the oldest first. */
  List<VoiceProfile> ofUser(String userId);

  /** The recordings that it was made from, the oldest first, as they were given to {@link #put}. */
  List<byte[]> samples(String profileId);

  /** Forgets the profile with its samples and all its versions, for good. */
  void delete(String profileId);
}
