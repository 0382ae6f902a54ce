package org.univoice.gateway.session;

/** Where a participant's track is in its life. */
public enum TrackState {
  /** Nothing configured yet. */
  CREATED,
  LIVE,
  PAUSED,
  /** The audio is complete; what was said may still be delivered. */
  STOPPED
}
