package org.univoice.gateway.access;

/** What is asked for. */
public enum Action {
  CREATE,
  READ,
  UPDATE,
  DELETE,
  /** Keep what is said in a session. */
  RECORD,
  /** Take data out in one piece. */
  EXPORT
}
