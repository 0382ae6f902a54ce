package org.univoice.gateway.session;

import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.error.RefusedException;
import org.univoice.log.LogFields;

/** Lets those whom this gateway holds follow what is decided of their session at any gateway. */
public final class SessionFollower extends DecisionListener {
  private static final Logger LOG = LoggerFactory.getLogger(SessionFollower.class);

  private final Executor waiting;

  /**
   * @param waiting runs what waits for the directory
   */
  public SessionFollower(SessionRegistry sessions, SessionBus bus, Executor waiting) {
    super(sessions, bus);
    this.waiting = waiting;
  }

  @Override
  public void on(String sessionId, SessionEvent event) {
    if (event instanceof SessionEvent.Changed changed) {
      change(sessionId, changed);
    } else if (event instanceof SessionEvent.Rename wanted) {
      waiting.execute(() -> LogFields.ofSession(sessionId).run(() -> rename(sessionId, wanted)));
    } else if (event instanceof SessionEvent.Renamed renamed) {
      sessions.renamed(sessionId, renamed.participantId(), renamed.name());
    } else if (event instanceof SessionEvent.Ended) {
      waiting.execute(() -> LogFields.ofSession(sessionId).run(() -> end(sessionId)));
    }
  }

  /**
   * By who wrote it down: whoever asked for it may be gone, or have asked for another one since.
   */
  @Override
  public void nameKept(String sessionId, String participantId, String name) {
    bus.publish(sessionId, new SessionEvent.Renamed(participantId, name));
  }

  private void change(String sessionId, SessionEvent.Changed changed) {
    boolean isNonsense =
        Stream.of(changed.source(), changed.target())
            .anyMatch(tag -> !tag.isEmpty() && !SessionChange.isTag(tag));
    if (isNonsense) {
      LogFields.ofSession(sessionId)
          .run(() -> LOG.warn("Languages that are none were told of, and are not followed"));
      return;
    }
    sessions.changeLanguages(
        sessionId,
        new LanguagePair(changed.formerSource(), changed.formerTarget()),
        new LanguagePair(changed.source(), changed.target()));
  }

  private void rename(String sessionId, SessionEvent.Rename wanted) {
    try {
      sessions.rename(sessionId, wanted.participantId(), wanted.name());
    } catch (RefusedException e) {
      LOG.warn("How somebody is called now cannot be told yet: {}", e.getMessage());
    }
  }

  private void end(String sessionId) {
    try {
      sessions.releaseWhenEnded(sessionId);
    } catch (RefusedException e) {
      LOG.warn("Whether the session has ended cannot be seen yet: {}", e.getMessage());
    }
  }
}
