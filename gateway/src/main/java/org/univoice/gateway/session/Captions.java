package org.univoice.gateway.session;

/** Which captions a participant wants. */
public enum Captions {
  ALL,
  FINAL
}
