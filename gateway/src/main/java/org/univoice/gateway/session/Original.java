package org.univoice.gateway.session;

/** What a participant hears of the others' own voices, beside their translation. */
public enum Original {
  /** Nothing. */
  OFF,
  /** They are sent, to be silent while translated speech plays. */
  MUTED,
  /** They are sent, to be played 15 dB softer while translated speech plays. */
  DUCKED
}
