package org.univoice.local.setup;

/** How much of a role's weights is there. */
public enum WeightsState {
  READY,
  INCOMPLETE,
  MISSING
}
