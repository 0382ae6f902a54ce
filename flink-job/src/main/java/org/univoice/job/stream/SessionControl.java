package org.univoice.job.stream;

/**
 * Something other than audio that happened to a track. Fields that a kind does not need are empty.
 *
 * @param speaks BCP 47 tag, "auto", or empty for a participant that only listens (OPENED)
 * @param hears BCP 47 tag, or empty for a participant that only speaks (OPENED)
 * @param lastSequence highest delivery sequence the participant has (ATTACHED, ACKNOWLEDGED)
 * @param atMillis when it happened, milliseconds since the epoch
 */
public record SessionControl(
    Kind kind, String speaks, String hears, long lastSequence, long atMillis) {

  /** The control records of the stream, one for one. */
  public enum Kind {
    OPENED,
    ENDED,
    PAUSED,
    RESUMED,
    ATTACHED,
    ACKNOWLEDGED,
    LEFT
  }
}
