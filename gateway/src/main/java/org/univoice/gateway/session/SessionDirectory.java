package org.univoice.gateway.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.univoice.gateway.error.RefusedException;

/**
 * What the gateways of a deployment know in common: which sessions there are, who takes part, and
 * which gateway holds whom. Each participant is held by one gateway at a time; whoever takes it
 * over begins a new term, and what the former one says after that counts for nothing.
 *
 * <p>Implementations are safe for use by many threads and many gateways. They may wait for a remote
 * store, so nothing on an event loop calls them. When that store is out of reach each method throws
 * {@link RefusedException} with SERVICE_UNAVAILABLE.
 */
public interface SessionDirectory {

  void open(SharedSession session);

  /** Empty when there is no such session, or no longer. */
  Optional<SharedSession> session(String sessionId);

  /** Adds somebody unless so many are there already. */
  Joined join(String sessionId, SharedParticipant participant, int most);

  /** What became of a wish to join. */
  enum Joined {
    JOINED,
    FULL,
    NO_SUCH_SESSION
  }

  Optional<SharedParticipant> participant(String sessionId, String participantId);

  /** All of a session, in any order. One whose gateway is gone counts as not connected. */
  List<SharedParticipant> participants(String sessionId);

  /**
   * The gateway holds the participant from now on: in the same term when it did already.
   *
   * @return the participant as it is now; empty when it has left
   */
  Optional<SharedParticipant> take(String sessionId, String participantId, String gateway);

  /**
   * Replaces what is known of a participant.
   *
   * @return false when it is in another term or has left: nothing has changed then
   */
  boolean update(String sessionId, SharedParticipant participant);

  /** The participant leaves for good, unless it is in another term or has left already. */
  Left leave(String sessionId, String participantId, long term);

  /** What became of a wish to leave. */
  enum Left {
    /** Nobody was left behind: the session is over. */
    AS_THE_LAST,
    LEFT,
    NOT_HELD
  }

  /**
   * Forgets the session with everybody in it, at once: nobody joins it or is taken any more.
   *
   * @return who was in it
   */
  List<SharedParticipant> end(String sessionId);

  /** Somebody spoke or sent a message. */
  void active(String sessionId, Instant at);

  /** When somebody last did; empty when nobody has or the session is over. */
  Optional<Instant> lastActive(String sessionId);

  /** The gateway is alive. */
  void beat(String gateway, Instant now);

  /** Who is held by gateways that have not been alive since. */
  List<Abandoned> abandoned(Instant since);

  /** Somebody whose gateway, this one, is gone. */
  record Abandoned(String sessionId, String participantId, String gateway) {}

  /** Whom the gateway has ever begun to hold, but for those that it was told to forget. */
  List<Abandoned> begunBy(String gateway);

  /** The gateway does not hold this one any more. */
  void forget(Abandoned begun);

  /** Nobody came to the session; does nothing when somebody has. */
  void forgetEmpty(String sessionId);
}
