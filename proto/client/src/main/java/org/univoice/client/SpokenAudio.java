package org.univoice.client;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * What was said lately, sent or not: a gateway that dies takes with it what it had not published.
 * At most ten seconds are kept: five that wait for a connection, and before them what may be asked
 * for again. Not safe for use by several threads.
 */
final class SpokenAudio {
  private static final int CHUNK_MILLIS = 50;
  private static final int BYTES_PER_MILLI = 32;
  private static final int CHUNK_BYTES = CHUNK_MILLIS * BYTES_PER_MILLI;
  private static final int KEPT_CHUNKS = 10_000 / CHUNK_MILLIS;

  private final Deque<byte[]> kept = new ArrayDeque<>();
  private byte[] rest = new byte[0];

  /** Of the first chunk that is kept, counted from the first that was said. */
  private long first;

  /** Of the next one to send. */
  private long next;

  /** How many the gateway will never have: its timeline is so much shorter than ours. */
  private long lost;

  void add(byte[] samples) {
    byte[] all = Arrays.copyOf(rest, rest.length + samples.length);
    System.arraycopy(samples, 0, all, rest.length, samples.length);
    int at = 0;
    for (; at + CHUNK_BYTES <= all.length; at += CHUNK_BYTES) {
      keep(Arrays.copyOfRange(all, at, at + CHUNK_BYTES));
    }
    rest = Arrays.copyOfRange(all, at, all.length);
  }

  /** No more comes: what does not fill a chunk may be sent. */
  void finish() {
    if (rest.length > 0) {
      keep(rest);
      rest = new byte[0];
    }
  }

  private void keep(byte[] chunk) {
    kept.addLast(chunk);
    if (kept.size() > KEPT_CHUNKS) {
      kept.removeFirst();
      first++;
    }
  }

  boolean hasNext() {
    return next < first + kept.size();
  }

  /** The next one to send; it counts as sent from now on. */
  byte[] next() {
    if (next < first) {
      lost += first - next;
      next = first;
    }
    byte[] chunk = kept.stream().skip(next - first).findFirst().orElseThrow();
    next++;
    return chunk;
  }

  /** The gateway has everything up to here on its own timeline; what it lacks is sent again. */
  void resumeAt(long receivedMillis) {
    long asked = (receivedMillis + CHUNK_MILLIS - 1) / CHUNK_MILLIS + lost;
    next = Math.min(asked, first + kept.size());
  }

  long lostMillis() {
    return lost * CHUNK_MILLIS;
  }
}
