package org.univoice.gateway.voice;

import org.univoice.gateway.error.RefusedException;

/**
 * Measures voices. Implementations are safe for use by many threads; they wait for a remote
 * service.
 */
@FunctionalInterface
public interface Voiceprints {

  /**
   * @param pcm 0.4 to 60 s of 16 kHz mono little-endian 16-bit samples; of more than five seconds
   *     the last five are measured
   * @throws RefusedException VOICE_PROFILE_ERROR when the model does not answer
   */
  Voiceprint of(byte[] pcm);
}
