package org.univoice.gateway.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.internal.v1.AudioChunk;

/** Shows everything to each observer; one that fails spoils nothing for the conversation. */
final class SessionObservers implements SessionObserver {
  private static final Logger LOG = LoggerFactory.getLogger(SessionObservers.class);

  private final List<SessionObserver> observers = new CopyOnWriteArrayList<>();

  void add(SessionObserver observer) {
    observers.add(observer);
  }

  @Override
  public void opened(Session session) {
    show(observer -> observer.opened(session));
  }

  @Override
  public void joined(Session session, Participant participant) {
    show(observer -> observer.joined(session, participant));
  }

  @Override
  public void held(Session session, Participant participant) {
    show(observer -> observer.held(session, participant));
  }

  @Override
  public void released(Session session) {
    show(observer -> observer.released(session));
  }

  @Override
  public void renamed(String sessionId, String participantId, String name) {
    show(observer -> observer.renamed(sessionId, participantId, name));
  }

  @Override
  public void nameKept(String sessionId, String participantId, String name) {
    show(observer -> observer.nameKept(sessionId, participantId, name));
  }

  @Override
  public void changed(String sessionId, String participantId) {
    show(observer -> observer.changed(sessionId, participantId));
  }

  @Override
  public void heard(String sessionId, String participantId, List<AudioChunk> chunks) {
    show(observer -> observer.heard(sessionId, participantId, chunks));
  }

  @Override
  public void delivered(Delivery delivery) {
    show(observer -> observer.delivered(delivery));
  }

  @Override
  public void paused(String sessionId, String participantId) {
    show(observer -> observer.paused(sessionId, participantId));
  }

  @Override
  public void resumed(String sessionId, String participantId) {
    show(observer -> observer.resumed(sessionId, participantId));
  }

  @Override
  public void left(Session session, Participant participant) {
    show(observer -> observer.left(session, participant));
  }

  @Override
  public void ended(Session session) {
    show(observer -> observer.ended(session));
  }

  private void show(Consumer<SessionObserver> what) {
    for (SessionObserver observer : observers) {
      try {
        what.accept(observer);
      } catch (RuntimeException e) {
        LOG.error("An observer of the sessions failed", e);
      }
    }
  }
}
