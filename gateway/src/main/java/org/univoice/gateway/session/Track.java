package org.univoice.gateway.session;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.univoice.gateway.audio.QualityMeter;
import org.univoice.gateway.audio.QualityReport;
import org.univoice.gateway.delivery.TrackPosition;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.TrackEnded;

/**
 * What one participant says, across its connections. Guarded by its participant.
 *
 * <pre>
 *   CREATED ──configure──► LIVE ◄──pause/resume──► PAUSED
 *                            └────────stop──────────┴────► STOPPED   (still listening)
 * </pre>
 */
final class Track {
  private String participantName;
  private final TrackStream stream;
  private final Supplier<Microphone> microphones;
  private final Clock clock;

  /** Null until there is sound: who only listens needs none. */
  private QualityMeter quality;

  private TrackState state = TrackState.CREATED;
  private Configuration configuration;

  /** Null until something is spoken: who only listens needs none. */
  private Microphone microphone;

  Track(String participantName, TrackStream stream, Supplier<Microphone> microphones, Clock clock) {
    this.participantName = participantName;
    this.stream = stream;
    this.microphones = microphones;
    this.clock = clock;
  }

  /** Goes on with what another gateway was told; where its audio stands is told later. */
  void restore(Configuration known, TrackState knownState) {
    configuration = known;
    // Whether the audio is complete is the job's to say: its end may not have been published.
    state = knownState == TrackState.STOPPED ? TrackState.LIVE : knownState;
  }

  /** Where the audio stands that other gateways have published. */
  void goOnAt(TrackPosition position) {
    microphone().goOnAt(position);
    if (position.ended()) {
      state = TrackState.STOPPED;
    }
  }

  /** What is spoken and heard from now on, by a track whose audio waits for its place. */
  void announce(Configuration wanted) {
    configuration = wanted;
    stream.opened(wanted, participantName);
  }

  /** What is spoken and heard is what it was, and the job is to know it. */
  void announceAgain() {
    announce(requireConfigured("announce"));
  }

  /** Audio comes anew, from its beginning. */
  void begin() {
    if (configuration.speaking()) {
      requireNotStopped();
      microphone().open(configuration.audio(), false);
    }
  }

  TrackState state() {
    return state;
  }

  /** Empty until configured. */
  Optional<Configuration> configuration() {
    return Optional.ofNullable(configuration);
  }

  long receivedMillis() {
    return microphone == null ? 0 : microphone.receivedMillis();
  }

  /**
   * Opens the track, or changes what is spoken and heard.
   *
   * @param anew on a connection that has not sent any audio yet
   */
  void configure(Configuration wanted, boolean anew) {
    if (wanted.speaking() && (anew || !sameAudio(wanted, configuration))) {
      requireNotStopped();
      microphone().open(wanted.audio(), false);
    }
    configuration = wanted;
    if (state == TrackState.CREATED) {
      state = TrackState.LIVE;
    }
    stream.opened(wanted, participantName);
  }

  /** Said to the job with whatever it is told of the track next. */
  void rename(String wanted) {
    participantName = wanted;
  }

  /** What else the job is told; it is told again when it has been told without. */
  void accompany(TrackCompanion companion) {
    if (companion.equals(stream.companion())) {
      return;
    }
    stream.accompany(companion);
    if (configuration != null) {
      stream.opened(configuration, participantName);
    }
  }

  TrackCompanion companion() {
    return stream.companion();
  }

  /** The audio goes on where it stopped. */
  void goOn() {
    if (configuration.speaking() && state != TrackState.STOPPED) {
      microphone().open(configuration.audio(), true);
    }
  }

  /** The connection is gone: audio that is no chunk yet will be sent again. */
  void discardTail() {
    if (microphone != null) {
      microphone.discardTail();
    }
  }

  /** How many milliseconds of it became chunks. */
  int accept(byte[] encoded) {
    if (!requireConfigured("send audio").speaking()) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "This participant only listens.",
          "Configure 'speaks' and 'audio' before sending audio.");
    }
    requireNotStopped();
    if (state == TrackState.PAUSED) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST, "The audio is paused.", "Send the command 'resume' first.");
    }
    List<AudioChunk> chunks = microphone().accept(encoded, clock.millis());
    stream.audio(chunks, microphone().heard());
    measure(microphone().heard());
    int millis = 0;
    for (AudioChunk chunk : chunks) {
      millis += chunk.getDurationMs();
    }
    return millis;
  }

  private void measure(List<AudioChunk> heard) {
    if (quality == null && !heard.isEmpty()) {
      quality = new QualityMeter();
    }
    heard.forEach(chunk -> quality.add(chunk.getPayload().asReadOnlyByteBuffer()));
  }

  Optional<QualityReport> takeQuality() {
    boolean isEnough =
        quality != null
            && (quality.hasEnough() || state == TrackState.STOPPED && quality.hasEnoughAtTheEnd());
    return isEnough ? Optional.of(quality.take()) : Optional.empty();
  }

  void pause() {
    requireConfigured("pause");
    requireNotStopped();
    if (state == TrackState.LIVE) {
      stream.paused();
      state = TrackState.PAUSED;
    }
  }

  void unpause() {
    requireConfigured("resume");
    requireNotStopped();
    if (state == TrackState.PAUSED) {
      stream.resumed();
      state = TrackState.LIVE;
    }
  }

  /** The audio is complete; the track ends also when there was no sound in it. */
  void stop() {
    requireConfigured("stop");
    boolean speaking = state != TrackState.STOPPED;
    end(TrackEnded.Reason.REASON_FINISHED);
    if (speaking && microphone != null) {
      microphone.requireSound();
    }
  }

  /** Nothing is said about a track that was never opened. */
  void leave(TrackEnded.Reason reason) {
    if (state != TrackState.CREATED) {
      end(reason);
      stream.left();
    }
    close();
  }

  /** Lets go of what is not memory. */
  void close() {
    if (microphone != null) {
      microphone.close();
    }
  }

  private void end(TrackEnded.Reason reason) {
    if (state != TrackState.STOPPED) {
      if (microphone != null) {
        List<AudioChunk> last = microphone.finish(clock.millis());
        stream.audio(last, microphone.heard());
      }
      stream.ended(reason);
      state = TrackState.STOPPED;
    }
  }

  private Microphone microphone() {
    if (microphone == null) {
      microphone = microphones.get();
    }
    return microphone;
  }

  Configuration requireConfigured(String what) {
    if (configuration == null) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "Nothing is configured yet, so there is nothing to " + what + ".",
          "Send session.configure first.");
    }
    return configuration;
  }

  private void requireNotStopped() {
    if (state == TrackState.STOPPED) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "The audio was stopped; the track is complete.",
          "Ask for a ticket of a new participant to speak again.");
    }
  }

  private static boolean sameAudio(Configuration wanted, Configuration former) {
    return former != null && wanted.audio().equals(former.audio());
  }
}
