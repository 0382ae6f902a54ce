package org.univoice.local.client;

/**
 * When a chunk is due. Deadlines are absolute, so that a late chunk does not delay all that follow:
 * chunk n leaves when a microphone would have filled it, (n + 1) × 50 ms after the start.
 */
public record Pacer(long startNanos, boolean realTime) {
  private static final long CHUNK_NANOS = Recording.CHUNK_MILLIS * 1_000_000L;

  /** Nanoseconds to wait from now until the chunk is due; 0 when it is due or overdue. */
  public long waitNanos(int chunk, long nowNanos) {
    if (!realTime) {
      return 0;
    }
    return Math.max(0, startNanos + (chunk + 1L) * CHUNK_NANOS - nowNanos);
  }
}
