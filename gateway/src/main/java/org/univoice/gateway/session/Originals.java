package org.univoice.gateway.session;

import java.time.Clock;
import java.util.Optional;
import org.univoice.gateway.delivery.OriginalPiece;
import org.univoice.gateway.delivery.OriginalQueue;

/**
 * The others' own voices on their way to one connection that asked for them. Safe for use by many
 * threads. Takes no lock of a participant: it is filled by who speaks, under the speaker's, and two
 * who speak at once hear each other.
 */
final class Originals {
  private static final long LIVE_MILLIS = 2_000;

  private final OriginalQueue queue = new OriginalQueue(LIVE_MILLIS);
  private final ParticipantConnection listener;
  private final Clock clock;

  Originals(ParticipantConnection listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  void offer(OriginalPiece piece) {
    queue.offer(piece, clock.millis());
    listener.deliveriesWaiting();
  }

  /** Nothing for an older connection. */
  Optional<OriginalPiece> poll(ParticipantConnection from) {
    return from == listener ? queue.poll(clock.millis()) : Optional.empty();
  }

  long takeDroppedMillis() {
    return queue.takeDroppedMillis();
  }
}
