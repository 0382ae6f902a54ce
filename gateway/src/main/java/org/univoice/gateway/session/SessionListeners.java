package org.univoice.gateway.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each listener; one that fails spoils nothing for who made the change. */
final class SessionListeners implements SessionListener {
  private static final Logger LOG = LoggerFactory.getLogger(SessionListeners.class);

  private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();

  void add(SessionListener listener) {
    listeners.add(listener);
  }

  @Override
  public void changed(StoredSession now) {
    for (SessionListener listener : listeners) {
      try {
        listener.changed(now);
      } catch (RuntimeException e) {
        LOG.error("A listener to the sessions failed", e);
      }
    }
  }
}
