package org.univoice.job.recognition;

import java.io.Serializable;
import org.univoice.job.call.ModelCall;

/** Measures what a voice sounds like. */
public interface VoiceprintExtractor extends Serializable, AutoCloseable {

  default void open() {}

  @Override
  default void close() {}

  /**
   * One answer.
   *
   * @param pcm 16 kHz mono, little-endian signed 16-bit samples, 0.4 s or more
   */
  ModelCall<Voiceprint> extract(byte[] pcm);
}
