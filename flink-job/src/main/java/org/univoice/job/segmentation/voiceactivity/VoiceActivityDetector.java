package org.univoice.job.segmentation.voiceactivity;

import java.io.Serializable;

/**
 * Tells voice from everything else, a window at a time. Keeps nothing itself: what it must remember
 * of a track goes in and out with each window.
 */
public interface VoiceActivityDetector extends Serializable {

  /** Samples of one window: 32 ms at 16 kHz. */
  int WINDOW_SAMPLES = 512;

  /** Called once per subtask before anything else. */
  default void open() {}

  /** Called once when the job's classes are unloaded; nobody asks any more. */
  default void unload() {}

  /**
   * @param memory what it returned for the track's window before; null at the start
   * @param window {@link #WINDOW_SAMPLES} samples, -1 to 1
   */
  Hearing hear(float[] memory, float[] window);

  /**
   * @param probability that somebody speaks in the window, 0 to 1
   */
  record Hearing(float probability, float[] memory) {}
}
