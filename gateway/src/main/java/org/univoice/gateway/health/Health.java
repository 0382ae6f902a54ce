package org.univoice.gateway.health;

/** How well something is, from best to worst. */
public enum Health {
  /** Ready for everything. */
  UP,
  /** What matters most works; something is missing. */
  DEGRADED,
  /** Nobody new is taken, because the gateway is about to stop; as a whole it counts as down. */
  DRAINING,
  DOWN
}
