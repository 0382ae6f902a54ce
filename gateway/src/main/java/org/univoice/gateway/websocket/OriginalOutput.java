package org.univoice.gateway.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.univoice.gateway.bounded.BoundedMap;
import org.univoice.gateway.delivery.OriginalPiece;

/**
 * Says others' own voices in the words of the protocol, each with its number before its first
 * piece. One per connection, used by one thread at a time.
 */
public final class OriginalOutput {
  private static final int REMEMBERED_VOICES = 64;

  private final Map<String, Boolean> begun = BoundedMap.ofLatest(REMEMBERED_VOICES);

  /**
   * @param lastSequence the last delivery sequence sent on this connection: no piece has one
   */
  public List<ServerMessage> of(OriginalPiece piece, long lastSequence) {
    List<ServerMessage> messages = new ArrayList<>(2);
    if (begun.put(piece.participant(), true) == null) {
      messages.add(
          new ServerMessage.OriginalBegin(
              lastSequence,
              piece.participant(),
              OriginalPiece.number(piece.participant()),
              "pcm16",
              16_000,
              1));
    }
    messages.add(message(piece, lastSequence));
    return messages;
  }

  /** The piece alone, which names its speaker. */
  public static ServerMessage.Original message(OriginalPiece piece, long lastSequence) {
    return new ServerMessage.Original(
        lastSequence,
        piece.participant(),
        OriginalPiece.number(piece.participant()),
        (int) piece.startMillis(),
        piece.pcm().toByteArray());
  }
}
