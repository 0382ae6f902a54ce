package org.univoice.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.audio.QualityReport;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody.Caption;
import org.univoice.gateway.delivery.DeliveryBody.Replayed;
import org.univoice.gateway.delivery.ListenerQueue.Dropped;
import org.univoice.gateway.delivery.OriginalPiece;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.internal.v1.TrackEnded;

/**
 * One participant of a session, across its connections: at most one of them is current. Safe for
 * use by many threads; nothing in here waits. What it says is its {@link Track}, what it hears its
 * {@link Listening}.
 *
 * <p>A participant taken over from another gateway does not know where its audio stands; its first
 * connection is ready when the job has said so.
 *
 * <p>While no connection is attached, deliveries are neither kept nor remembered: the job keeps
 * what nobody acknowledged, and sends it again when the participant says where it stopped.
 */
public final class Participant {
  private static final CompletionStage<Void> READY = CompletableFuture.completedFuture(null);

  private final String id;
  private final String userId;
  private volatile String name;

  /** What the directory has, as far as it is known here. */
  private String keptName;

  private final Set<Permission> permissions;
  private final long term;
  private final TrackStream stream;
  private final Track track;
  private final Listening listening;
  private final Clock clock;

  private final Object sharing = new Object();

  private ParticipantConnection connection;

  /** Let in, but not attached yet. */
  private ParticipantConnection coming;

  private Placing placing;
  private boolean placed;
  private Instant detachedAt;
  private Instant activeAt;
  private boolean gone;

  /** Null unless the connection asked for them; read by those who speak, without our lock. */
  private volatile Originals originals;

  Participant(
      SharedParticipant shared,
      TrackStream stream,
      Supplier<Microphone> microphones,
      Listening listening,
      Clock clock) {
    this.id = shared.id();
    this.userId = shared.userId();
    this.name = shared.name();
    this.keptName = name;
    this.permissions = shared.permissions();
    this.term = shared.term();
    this.stream = stream;
    this.track = new Track(name, stream, microphones, clock);
    this.listening = listening;
    this.clock = clock;
    this.detachedAt = clock.instant();
    this.activeAt = detachedAt;
    shared.configuration().ifPresent(known -> track.restore(known, shared.state()));
    this.placed = term == 0 || shared.configuration().isEmpty();
  }

  /** How often another gateway had taken it over when this one began to hold it. */
  public long term() {
    return term;
  }

  /** Whether it has left, or another gateway holds it. */
  synchronized boolean gone() {
    return gone;
  }

  /** Guards the order in which {@link #shared} is written down. */
  Object sharing() {
    return sharing;
  }

  /** What another gateway must know of it. */
  synchronized SharedParticipant shared(String gateway) {
    return new SharedParticipant(
        id,
        userId,
        name,
        permissions,
        track.configuration(),
        track.state(),
        gateway,
        term,
        connected());
  }

  public String id() {
    return id;
  }

  /** Whose voice it is; empty for a guest, of whom nothing is known. */
  public String userId() {
    return userId;
  }

  public String name() {
    return name;
  }

  /** The others know it by another name from now on. */
  synchronized void rename(String wanted) {
    name = wanted;
    track.rename(wanted);
  }

  /**
   * Whether the directory had another name until now. Asked once it has this one, so what could not
   * be written down is news later; guarded by {@link #sharing}.
   */
  boolean isNews(String kept) {
    boolean isNew = !kept.equals(keptName);
    keptName = kept;
    return isNew;
  }

  /** Those who take part in its session are not as its client was told. */
  void othersChanged() {
    ParticipantConnection current;
    synchronized (this) {
      current = connection;
    }
    if (current != null) {
      current.participantsChanged();
    }
  }

  /** Whether the job is told of the participant's own voice. */
  public synchronized boolean hasVoice() {
    return track.companion().voice().isPresent();
  }

  /**
   * Changes what the job is told of the participant besides its languages. Does nothing when it has
   * left.
   */
  public synchronized void accompany(UnaryOperator<TrackCompanion> change) {
    if (!gone) {
      track.accompany(change.apply(track.companion()));
    }
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

  /** A newer connection was let in and will be attached: the older speaks for nobody any more. */
  public synchronized void expect(ParticipantConnection newer) {
    coming = newer;
  }

  /** The newer connection will not be attached after all; nothing when another one is expected. */
  public synchronized void forgo(ParticipantConnection newer) {
    if (coming == newer) {
      coming = null;
    }
  }

  /** Whether it speaks for the participant: neither replaced nor about to be. */
  public synchronized boolean isAt(ParticipantConnection one) {
    return connection == one && coming == null;
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
    forgo(newer);
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
    placing = null;
    originals = null;
    track.discardTail();
    listening.stop();
  }

  /**
   * Opens the track, or changes what is spoken and heard.
   *
   * @return completes when audio may come: at once, unless another gateway had the audio before
   */
  public synchronized CompletionStage<Void> configure(
      ParticipantConnection from, Configuration wanted) {
    requireCurrent(from);
    requireNotPlacing();
    if (!placed) {
      track.announce(wanted);
      chooseOriginals(from);
      return place(0, track::begin);
    }
    boolean reattached = configured() && !listening.started();
    track.configure(wanted, reattached);
    chooseOriginals(from);
    if (reattached) {
      long had = listening.acknowledged();
      listening.resume(had, stream.attached(had));
    } else {
      listening.start();
    }
    return READY;
  }

  /**
   * Goes on after a lost connection: everything after this sequence is delivered again, audio is
   * expected from {@link #receivedMillis}.
   *
   * @return completes when that is known: at once, unless another gateway had the audio before
   */
  public synchronized CompletionStage<Void> resume(ParticipantConnection from, long lastSequence) {
    requireCurrent(from);
    track.requireConfigured("resume");
    requireNotPlacing();
    if (listening.started()) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "There is nothing to resume on this connection.",
          "Send session.resume once, as the first message of a new connection.");
    }
    if (!placed) {
      // The former gateway may have died before the job was told.
      track.announceAgain();
      chooseOriginals(from);
      return place(lastSequence, track::goOn);
    }
    track.goOn();
    chooseOriginals(from);
    listening.resume(lastSequence, stream.attached(lastSequence));
    return READY;
  }

  /** As configured; what waits already goes on waiting. */
  private void chooseOriginals(ParticipantConnection here) {
    boolean wanted = track.requireConfigured("hear").original() != Original.OFF;
    if (!wanted) {
      originals = null;
    } else if (originals == null) {
      originals = new Originals(here, clock);
    }
  }

  private CompletionStage<Void> place(long lastSequence, Runnable open) {
    placing = new Placing(lastSequence, open, attach(lastSequence));
    return placing.done();
  }

  private long attach(long lastSequence) {
    long atMillis = stream.attached(lastSequence);
    listening.resume(lastSequence, atMillis);
    return atMillis;
  }

  /** The job may have lost the question, or the answer: it restarts, too. */
  synchronized void askAgain(Duration patience) {
    if (placing != null && placing.attachedAtMillis() + patience.toMillis() <= clock.millis()) {
      // What has been sent since is not to be sent again.
      placing.attachedAgain(attach(Math.max(placing.lastSequence(), listening.sentUpTo())));
    }
  }

  private void place(Replayed answer) {
    Placing asked = placing;
    if (asked == null
        || answer.position().isEmpty()
        || answer.attachedAtMillis() != asked.attachedAtMillis()) {
      return;
    }
    placing = null;
    placed = true;
    track.goOnAt(answer.position().get());
    try {
      asked.open();
      asked.done().complete(null);
    } catch (RefusedException e) {
      // The connection has to be configured.
      listening.stop();
      originals = null;
      asked.done().completeExceptionally(e);
    }
  }

  /**
   * Takes audio for good as soon as it fills a chunk.
   *
   * @return how many milliseconds of it became chunks
   */
  public synchronized int audio(ParticipantConnection from, byte[] encoded) {
    requireCurrent(from);
    requireListening();
    activeAt = clock.instant();
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

  /**
   * Left for good, or stayed away too long.
   *
   * @return the connection that it still had
   */
  synchronized Optional<ParticipantConnection> leave(TrackEnded.Reason reason) {
    Optional<ParticipantConnection> last = connection();
    gone = true;
    connection = null;
    originals = null;
    listening.stop();
    track.leave(reason);
    return last;
  }

  /** The job forgets whom it has not heard of for some hours. */
  synchronized void remind() {
    if (!gone && placed && configured()) {
      track.announceAgain();
    }
  }

  /**
   * Speaks and hears what the owner chose anew, where it was what the owner had chosen before.
   *
   * @return whether anything has changed
   */
  synchronized boolean follow(LanguagePair former, LanguagePair wanted) {
    Optional<Configuration> now = track.configuration();
    if (gone || !placed || now.isEmpty()) {
      return false;
    }
    Configuration next = former.replacedIn(now.get(), wanted);
    if (next.equals(now.get())) {
      return false;
    }
    track.configure(next, false);
    return true;
  }

  /** Another gateway holds it from now on; whoever is still connected here is told. */
  void supersede() {
    letGo(ParticipantConnection::replaced);
  }

  /**
   * This gateway speaks for it no more, and says nothing to the job.
   *
   * @param farewell what its connection is told
   * @return false when it was gone already
   */
  synchronized boolean letGo(Consumer<ParticipantConnection> farewell) {
    if (gone) {
      return false;
    }
    ParticipantConnection last = connection;
    gone = true;
    connection = null;
    placing = null;
    originals = null;
    listening.stop();
    track.close();
    if (last != null) {
      farewell.accept(last);
    }
    return true;
  }

  /** The client said something. */
  public synchronized void active() {
    activeAt = clock.instant();
  }

  /** When audio or a message came last. */
  synchronized Instant lastActive() {
    return activeAt;
  }

  /** Empty while nobody is connected. */
  synchronized Optional<ParticipantConnection> connection() {
    return Optional.ofNullable(connection);
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
      place(replayed);
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

  /** Whether others' own voices are sent to it at this moment. */
  boolean hearsOriginals() {
    return originals != null;
  }

  /** What somebody else says, as it is; goes nowhere when nobody asked for it. */
  void hearOriginal(OriginalPiece piece) {
    Originals now = originals;
    if (now != null) {
      now.offer(piece);
    }
  }

  /** The next piece of others' own voices for this connection: worth less than any delivery. */
  public Optional<OriginalPiece> pollOriginal(ParticipantConnection from) {
    Originals now = originals;
    return now == null ? Optional.empty() : now.poll(from);
  }

  /** How much of others' own voices was left out since this was asked last. */
  public long takeDroppedOriginalMillis() {
    Originals now = originals;
    return now == null ? 0 : now.takeDroppedMillis();
  }

  /** How long {@link #poll} may wait for what was missed, after a re-attach: 0 when for nothing. */
  public synchronized long heldMillis() {
    return listening.heldMillis(clock.millis());
  }

  public synchronized Dropped takeDropped() {
    return listening.takeDropped();
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

  private void requireNotPlacing() {
    if (placing != null) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "Where your audio stands is being asked for.",
          "Wait for session.ready.");
    }
  }

  private void requireListening() {
    requireNotPlacing();
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
