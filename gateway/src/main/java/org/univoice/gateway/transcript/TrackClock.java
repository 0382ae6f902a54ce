package org.univoice.gateway.transcript;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.OptionalLong;

/**
 * When the samples of one track were spoken: a track's timeline counts audio alone, so a pause of
 * the microphone moves all that follows. Safe for use by many threads.
 */
final class TrackClock {
  /** A capture time that is off by less is a jump of the network, not a pause. */
  private static final long PAUSE_MILLIS = 500;

  private static final int REMEMBERED = 256;

  private final Deque<Anchor> anchors = new ArrayDeque<>();

  /** From this place on, the timeline began at that time. */
  private record Anchor(long fromMillis, long originMillis) {}

  /**
   * @param startMillis of a piece of audio on the track's timeline
   * @param spokenAtMillis when its first sample was captured, since the epoch
   */
  synchronized void heard(long startMillis, long spokenAtMillis) {
    long origin = spokenAtMillis - startMillis;
    Anchor last = anchors.peekLast();
    if (last == null || Math.abs(origin - last.originMillis()) > PAUSE_MILLIS) {
      anchors.addLast(new Anchor(startMillis, origin));
      if (anchors.size() > REMEMBERED) {
        anchors.removeFirst();
      }
    }
  }

  /** Milliseconds since the epoch; empty when nothing was heard of the track here. */
  synchronized OptionalLong spokenAt(long startMillis) {
    Iterator<Anchor> newestFirst = anchors.descendingIterator();
    Anchor found = null;
    while (newestFirst.hasNext() && (found == null || found.fromMillis() > startMillis)) {
      found = newestFirst.next();
    }
    return found == null
        ? OptionalLong.empty()
        : OptionalLong.of(startMillis + found.originMillis());
  }
}
