package org.univoice.gateway.delivery;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The others' own voices that wait for one listener. They are live or nothing: of each voice only
 * the newest {@code liveMillis} are kept, and what waited longer than that is left out. Safe for
 * use by many threads.
 */
public final class OriginalQueue {
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final long liveMillis;
  private long droppedMillis;

  public OriginalQueue(long liveMillis) {
    this.liveMillis = liveMillis;
  }

  /** Adds the piece; the oldest of the same voice make room for it. */
  public synchronized void offer(OriginalPiece piece, long nowMillis) {
    waiting.addLast(new Waiting(piece, nowMillis));
    long ofVoiceMillis = 0;
    for (Iterator<Waiting> newest = waiting.descendingIterator(); newest.hasNext(); ) {
      OriginalPiece older = newest.next().piece();
      if (older.participant().equals(piece.participant())) {
        ofVoiceMillis += older.durationMillis();
        if (ofVoiceMillis > liveMillis) {
          newest.remove();
          droppedMillis += older.durationMillis();
        }
      }
    }
  }

  /** The next piece to send. */
  public synchronized Optional<OriginalPiece> poll(long nowMillis) {
    Waiting next = waiting.pollFirst();
    while (next != null && nowMillis - next.sinceMillis() > liveMillis) {
      droppedMillis += next.piece().durationMillis();
      next = waiting.pollFirst();
    }
    return Optional.ofNullable(next).map(Waiting::piece);
  }

  /** How much was left out since this was asked last, of all voices together. */
  public synchronized long takeDroppedMillis() {
    long taken = droppedMillis;
    droppedMillis = 0;
    return taken;
  }

  private record Waiting(OriginalPiece piece, long sinceMillis) {}
}
