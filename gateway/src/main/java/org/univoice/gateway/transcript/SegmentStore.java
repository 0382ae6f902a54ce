package org.univoice.gateway.transcript;

import java.util.List;

/**
 * Keeps what was said. Implementations are safe for use by many threads; they may wait for a remote
 * store.
 */
public interface SegmentStore {

  /** Keeps each under session, segment and target language; the same again replaces it. */
  void put(List<TranslationSegment> segments);

  /** All of a session, in the order of their beginnings. */
  List<TranslationSegment> ofSession(String sessionId);

  /** Forgets all of a session. */
  void deleteSession(String sessionId);

  /** Forgets what was said on one participant's microphone, with its translations. */
  void deleteParticipant(String sessionId, String participantId);
}
