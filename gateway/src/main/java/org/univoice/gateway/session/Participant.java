package org.univoice.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.audio.QualityReport;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody.Caption;
import org.univoice.gateway.delivery.DeliveryBody.Replayed;
import org.univoice.gateway.delivery.ListenerQueue.Dropped;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.internal.v1.TrackEnded;

/**
 * One participant of a session, across its connections: at most one of them is current. Safe for
 * use by many threads; nothing in here waits. What it says is its {@link Track}, what it hears its
 * {@link Listening}.
 *
 * <p>While no connection is attached, deliveries are neither kept nor remembered: the job keeps
 * what nobody acknowledged, and sends it again when the participant says where it stopped.
 */
public final class Participant {
  private final String id;
  private final String name;
  private final Set<Permission> permissions;
  private final TrackStream stream;
  private final Track track;
  private final Listening listening;
  private final Clock clock;

  private ParticipantConnection connection;
  private Instant detachedAt;
  private boolean gone;

  Participant(
      String id,
      String name,
      Set<Permission> permissions,
      TrackStream stream,
      Microphone microphone,
      Listening listening,
      Clock clock) {
    this.id = id;
    this.name = name;
    this.permissions = Set.copyOf(permissions);
    this.stream = stream;
    this.track = new Track(name, stream, microphone, clock);
    this.listening = listening;
    this.clock = clock;
    this.detachedAt = clock.instant();
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  public synchronized TrackState state() {
    return track.state();
  }

  /** Empty until configured. */
  public synchronized Optional<Configuration> configuration() {
    return track.configuration();
  }

  public synchronized boolean connected() {
    return connection != null;
  }

  /** How much of the track's audio has been accepted for good, in milliseconds. */
  public synchronized long receivedMillis() {
    return track.receivedMillis();
  }

  /** This connection is the current one from now on; its predecessor is told. */
  public synchronized void attach(ParticipantConnection newer) {
    if (gone) {
      throw new RefusedException(
          ErrorCode.RESOURCE_NOT_FOUND,
          "The participant has left the session.",
          "Ask for a ticket of a new participant.");
    }
    ParticipantConnection former = connection;
    connection = newer;
    detachedAt = null;
    leaveOff();
    if (former != null) {
      former.replaced();
    }
  }

  /** The connection was lost; does nothing when it is not the current one any more. */
  public synchronized void detach(ParticipantConnection lost) {
    if (lost == connection) {
      connection = null;
      detachedAt = clock.instant();
      leaveOff();
    }
  }

  /** Audio that is no chunk yet will be sent again; deliveries on the way, too. */
  private void leaveOff() {
    track.discardTail();
    listening.stop();
  }

  /** Opens the track, or changes what is spoken and heard. */
  public synchronized void configure(ParticipantConnection from, Configuration wanted) {
    requireCurrent(from);
    boolean reattached = configured() && !listening.started();
    track.configure(wanted, reattached);
    if (reattached) {
      long had = listening.acknowledged();
      listening.resume(had, stream.attached(had));
    } else {
      listening.start();
    }
  }

  /**
   * Goes on after a lost connection: everything after this sequence is delivered again, audio is
   * expected from {@link #receivedMillis}.
   */
  public synchronized void resume(ParticipantConnection from, long lastSequence) {
    requireCurrent(from);
    track.requireConfigured("resume");
    if (listening.started()) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "There is nothing to resume on this connection.",
          "Send session.resume once, as the first message of a new connection.");
    }
    track.goOn();
    listening.resume(lastSequence, stream.attached(lastSequence));
  }

  /**
   * Takes audio for good as soon as it fills a chunk.
   *
   * @return how many milliseconds of it became chunks
   */
  public synchronized int audio(ParticipantConnection from, byte[] encoded) {
    requireCurrent(from);
    requireListening();
    return track.accept(encoded);
  }

  /**
   * How good the last ten seconds of audio are; empty until there are as many new ones, or the
   * audio has ended.
   */
  public synchronized Optional<QualityReport> takeQuality() {
    return track.takeQuality();
  }

  public synchronized void pause(ParticipantConnection from) {
    requireCurrent(from);
    requireListening();
    track.pause();
  }

  public synchronized void unpause(ParticipantConnection from) {
    requireCurrent(from);
    requireListening();
    track.unpause();
  }

  /** The audio is complete; the track ends also when there was no sound in it. */
  public synchronized void stop(ParticipantConnection from) {
    requireCurrent(from);
    requireListening();
    track.stop();
  }

  /** Left for good, or stayed away too long. */
  synchronized void leave(TrackEnded.Reason reason) {
    gone = true;
    connection = null;
    listening.stop();
    track.leave(reason);
  }

  /** Away for longer than this. */
  synchronized boolean awayLongerThan(Duration limit) {
    return detachedAt != null && detachedAt.plus(limit).isBefore(clock.instant());
  }

  /** Queues a delivery for the connection, if there is one. */
  void deliver(Delivery delivery) {
    ParticipantConnection waiting = null;
    synchronized (this) {
      if (connection != null && listening.started() && take(delivery)) {
        waiting = connection;
      }
    }
    if (waiting != null) {
      waiting.deliveriesWaiting();
    }
  }

  /** Whether there may be something to send now. */
  private boolean take(Delivery delivery) {
    if (delivery.body() instanceof Replayed replayed) {
      listening.replayed(replayed.attachedAtMillis());
      return true;
    }
    return wanted(delivery) && listening.offer(delivery, clock.millis());
  }

  private boolean wanted(Delivery delivery) {
    return !(delivery.body() instanceof Caption caption)
        || caption.isFinal()
        || track.configuration().orElseThrow().captions() == Captions.ALL;
  }

  /** The next delivery for this connection. */
  public synchronized Optional<Delivery> poll(ParticipantConnection from) {
    return from == connection ? listening.poll(clock.millis()) : Optional.empty();
  }

  /** How long {@link #poll} may wait for what was missed, after a re-attach: 0 when for nothing. */
  public synchronized long heldMillis() {
    return listening.heldMillis(clock.millis());
  }

  public synchronized Dropped takeDropped() {
    return listening.takeDropped();
  }

  public synchronized int audioNumber(String segmentId) {
    return listening.timeline().number(segmentId);
  }

  /** See {@link org.univoice.gateway.delivery.SpeechTimeline#place}. */
  public synchronized int placeSpeech(String segmentId, int index, int durationMillis) {
    return listening.timeline().place(segmentId, index, durationMillis);
  }

  /** The participant has everything up to here. */
  public synchronized void acknowledge(ParticipantConnection from, long sequence) {
    if (from == connection && listening.acknowledge(sequence)) {
      stream.acknowledged(sequence);
    }
  }

  private void requireCurrent(ParticipantConnection from) {
    if (from != connection) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "A newer connection of this participant took over.",
          "Use the newer connection.");
    }
  }

  private void requireListening() {
    if (!listening.started()) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "This connection is not configured yet.",
          configured()
              ? "Send session.resume (or session.configure) first."
              : "Send session.configure first.");
    }
  }

  private boolean configured() {
    return track.configuration().isPresent();
  }
}
