package org.univoice.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The part of a conversation that this gateway holds. Safe for use by many threads. */
public final class Session {
  private final String id;
  private final String userId;
  private final String tenant;
  private final Instant createdAt;
  private final Duration idleLimit;
  private final Map<String, Participant> participants = new ConcurrentHashMap<>(1);
  private final AtomicBoolean unopened;
  private Instant warnedOf;

  /** One that was opened before, perhaps at another gateway. */
  Session(SharedSession shared) {
    this(shared, false);
  }

  /**
   * @param isNew whether it is this gateway that opens it
   */
  Session(SharedSession shared, boolean isNew) {
    this.unopened = new AtomicBoolean(isNew);
    this.id = shared.id();
    this.userId = shared.userId();
    this.tenant = shared.tenant();
    this.createdAt = shared.createdAt();
    this.idleLimit = shared.idleLimit();
  }

  public String id() {
    return id;
  }

  /** To whom it belongs. */
  public String userId() {
    return userId;
  }

  /** Whose customer its owner is; empty for none. */
  public String tenant() {
    return tenant;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** Without audio and without a message for so long, it ends. */
  public Duration idleLimit() {
    return idleLimit;
  }

  /** One that is held here. */
  public Optional<Participant> participant(String participantId) {
    return Optional.ofNullable(participants.get(participantId));
  }

  /** Those who are held here; others may sit at other gateways. */
  public List<Participant> participants() {
    return List.copyOf(participants.values());
  }

  /** Whether nobody has joined it yet, at any gateway; said once. */
  boolean begins() {
    return unopened.compareAndSet(true, false);
  }

  /** Whether nobody has been warned yet that nothing was said since then. */
  synchronized boolean warn(Instant silentSince) {
    boolean isNew = !silentSince.equals(warnedOf);
    warnedOf = silentSince;
    return isNew;
  }

  void add(Participant participant) {
    participants.put(participant.id(), participant);
  }

  /** Not one of the same id that is held here in a later term. */
  void remove(Participant participant) {
    participants.remove(participant.id(), participant);
  }
}
