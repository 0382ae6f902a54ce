package org.univoice.gateway.voice;

/** Hears of profiles that change, so that caches and running sessions follow at once. */
public interface VoiceProfileListener {

  /** There is a new profile or a new version of one. */
  default void changed(VoiceProfile profile) {}

  /** It is gone from the store. */
  default void deleted(VoiceProfile profile) {}
}
