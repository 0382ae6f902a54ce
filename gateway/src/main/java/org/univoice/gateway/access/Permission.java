package org.univoice.gateway.access;

/** What the holder of a ticket may do in its session. */
public enum Permission {
  SPEAK,
  LISTEN
}
