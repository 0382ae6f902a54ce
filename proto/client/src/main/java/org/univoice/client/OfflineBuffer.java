package org.univoice.client;

/**
 * Says what to send over a connection that comes and goes. Chunks are recorded at their own pace,
 * connected or not; up to five seconds of them wait while there is no connection, then recording
 * holds still (a file can wait; nothing is lost). After a re-attach sending goes on where the
 * gateway says. Not safe for use by several threads.
 */
public final class OfflineBuffer {
  /** What one chunk covers. */
  public static final int CHUNK_MILLIS = 50;

  /** Five seconds of chunks. */
  public static final int CAPACITY = 5_000 / CHUNK_MILLIS;

  private int recorded;
  private int sent;

  /** Whether another chunk may be recorded. */
  public boolean hasRoom() {
    return recorded - sent < CAPACITY;
  }

  /** One more chunk has been recorded. */
  public void record() {
    if (!hasRoom()) {
      throw new IllegalStateException("the buffer is full");
    }
    recorded++;
  }

  public boolean hasNext() {
    return sent < recorded;
  }

  /** Index of the next chunk to send; it counts as sent from now on. */
  public int next() {
    if (!hasNext()) {
      throw new IllegalStateException("nothing is waiting");
    }
    return sent++;
  }

  /** How many chunks have been recorded so far. */
  public int recorded() {
    return recorded;
  }

  /**
   * The gateway has everything up to here; what it lacks is sent again.
   *
   * @param receivedMillis on the track's timeline
   */
  public void resumeAt(long receivedMillis) {
    sent = (int) Math.min(recorded, receivedMillis / CHUNK_MILLIS);
  }
}
