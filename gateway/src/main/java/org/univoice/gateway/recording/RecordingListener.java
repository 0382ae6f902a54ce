package org.univoice.gateway.recording;

/** Hears of recordings. Never waits. */
public interface RecordingListener {

  /** This gateway records a session from now on. */
  default void started(RecordingKey recording, String ownerId) {}

  /** What this gateway recorded has been brought to the store, as far as it could be. */
  default void ended(Recording recording) {}

  /** It is gone from the store, wherever it was made. */
  default void deleted(Recording recording) {}
}
