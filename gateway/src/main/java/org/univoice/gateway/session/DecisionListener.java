package org.univoice.gateway.session;

import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent.Topic;

/** Whoever hears what is decided of a session, at any gateway, for as long as this one holds it. */
public abstract class DecisionListener implements SessionObserver, SessionBus.Listener {
  protected final SessionRegistry sessions;
  protected final SessionBus bus;

  protected DecisionListener(SessionRegistry sessions, SessionBus bus) {
    this.sessions = sessions;
    this.bus = bus;
  }

  @Override
  public final void held(Session session, Participant participant) {
    bus.subscribe(session.id(), Topic.DECISIONS, this);
  }

  @Override
  public final void released(Session session) {
    bus.unsubscribe(session.id(), Topic.DECISIONS, this);
    if (sessions.held(session.id()).isPresent()) {
      // Somebody came back meanwhile, and was perhaps told of before this.
      bus.subscribe(session.id(), Topic.DECISIONS, this);
    }
  }
}
