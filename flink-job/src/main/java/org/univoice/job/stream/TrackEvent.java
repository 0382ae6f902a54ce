package org.univoice.job.stream;

/**
 * One thing that happened to one track: audio or control, exactly one of the two.
 *
 * @param gateway return address ("host:port") of the gateway that published it
 * @param term how often another gateway had taken the participant over by then
 */
public record TrackEvent(
    String session,
    String track,
    String gateway,
    long term,
    AudioChunk audio,
    SessionControl control) {

  /** At the gateway where the participant joined. */
  public TrackEvent(
      String session, String track, String gateway, AudioChunk audio, SessionControl control) {
    this(session, track, gateway, 0, audio, control);
  }

  /** The key of everything that is decided per track. */
  public String trackKey() {
    return session + "/" + track;
  }
}
