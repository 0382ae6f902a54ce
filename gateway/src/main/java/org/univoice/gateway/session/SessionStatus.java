package org.univoice.gateway.session;

/** Where a session is in its life. */
public enum SessionStatus {
  ACTIVE,
  PAUSED,
  ENDED,
  ERROR
}
