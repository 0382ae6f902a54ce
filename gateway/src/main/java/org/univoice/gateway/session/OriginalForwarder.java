package org.univoice.gateway.session;

import java.util.List;
import org.univoice.gateway.delivery.OriginalPiece;
import org.univoice.internal.v1.AudioChunk;

/**
 * Brings what somebody says, as it is, to those of the same session at this gateway who asked for
 * it, and never to the speaker.
 */
final class OriginalForwarder implements SessionObserver {
  private final Holdings holdings;

  OriginalForwarder(Holdings holdings) {
    this.holdings = holdings;
  }

  @Override
  public void heard(String sessionId, String participantId, List<AudioChunk> chunks) {
    holdings
        .of(sessionId)
        .ifPresent(session -> chunks.forEach(chunk -> bring(session, piece(participantId, chunk))));
  }

  /** To everybody who is held here and asked for it, but for who says it. */
  static void bring(Session session, OriginalPiece piece) {
    for (Participant listener : session.participants()) {
      if (!listener.id().equals(piece.participant())) {
        listener.hearOriginal(piece);
      }
    }
  }

  private static OriginalPiece piece(String participantId, AudioChunk chunk) {
    return new OriginalPiece(
        participantId, chunk.getStartMs(), chunk.getDurationMs(), chunk.getPayload());
  }
}
