package org.univoice.gateway.access;

import java.util.Locale;

/** What is asked for. */
public enum Action {
  CREATE,
  READ,
  UPDATE,
  DELETE,
  /** Take part in a session. */
  JOIN,
  /** Keep what is said in a session. */
  RECORD,
  /** Take data out in one piece. */
  EXPORT;

  /** As permissions name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
