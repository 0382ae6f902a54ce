package org.univoice.job.stream;

/**
 * One thing that happened to one track: audio or control, exactly one of the two.
 *
 * @param gateway return address ("host:port") of the gateway that published it
 */
public record TrackEvent(
    String session, String track, String gateway, AudioChunk audio, SessionControl control) {

  /** The key of everything that is decided per track. */
  public String trackKey() {
    return session + "/" + track;
  }
}
