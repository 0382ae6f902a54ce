package org.univoice.gateway.session;

/** Hears of changes that an api made to a stored session. Never waits. */
@FunctionalInterface
public interface SessionListener {

  void changed(StoredSession now);
}
