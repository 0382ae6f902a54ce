package org.univoice.gateway.session;

import java.util.List;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.internal.v1.AudioChunk;

/**
 * Sees what happens in the sessions that this gateway holds: to keep transcripts, recordings and
 * figures. Called on the threads that serve clients, so it never waits; it may be called by many at
 * once, for one participant in order.
 */
public interface SessionObserver {

  /** It begins: somebody joins that nobody joined before, at any gateway. */
  default void opened(Session session) {}

  /** Somebody joined. */
  default void joined(Session session, Participant participant) {}

  /** This gateway holds somebody: who joined here, or comes from another gateway. */
  default void held(Session session, Participant participant) {}

  /**
   * Somebody of a session of which some is held here is called otherwise, wherever they are held.
   */
  default void renamed(String sessionId, String participantId, String name) {}

  /** The directory has another name of somebody held here, of which nobody has been told yet. */
  default void nameKept(String sessionId, String participantId, String name) {}

  /** Somebody said what is spoken and heard, paused, went on or stopped speaking. */
  default void changed(String sessionId, String participantId) {}

  /** Audio was accepted for good: 16 kHz mono, also where Opus travels. */
  default void heard(String sessionId, String participantId, List<AudioChunk> chunks) {}

  /**
   * Something for a participant arrived from the job, perhaps once more: it has the same id then.
   */
  default void delivered(Delivery delivery) {}

  /** Somebody stopped speaking for a while. */
  default void paused(String sessionId, String participantId) {}

  /** Somebody speaks again. */
  default void resumed(String sessionId, String participantId) {}

  /** Somebody left for good. */
  default void left(Session session, Participant participant) {}

  /** Nobody of the session is held here any more; others may be elsewhere. */
  default void released(Session session) {}

  /** Nobody is left at any gateway, as the one that found it says; perhaps it held nobody. */
  default void ended(Session session) {}
}
