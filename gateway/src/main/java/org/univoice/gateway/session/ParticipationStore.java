package org.univoice.gateway.session;

import java.util.List;

/**
 * Keeps in whose sessions a user took part without owning them, so that they may look at them
 * again, and that what they said there is found when they are to be forgotten. Implementations are
 * safe for use by many threads; they may wait for a remote store.
 */
public interface ParticipationStore {

  /** Keeps it; the same again changes nothing. */
  void note(String userId, Participation participation);

  List<Participation> ofUser(String userId);

  /** Whether they took part in this one. */
  boolean tookPart(String userId, String sessionId);

  /** Forgets it; one that is gone already changes nothing. */
  void forget(String userId, Participation participation);
}
