package org.univoice.gateway.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A conversation. Safe for use by many threads. */
public final class Session {
  private final String id;
  private final String userId;
  private final Instant createdAt;
  private final Map<String, Participant> participants = new ConcurrentHashMap<>();

  Session(String id, String userId, Instant createdAt) {
    this.id = id;
    this.userId = userId;
    this.createdAt = createdAt;
  }

  public String id() {
    return id;
  }

  /** To whom it belongs. */
  public String userId() {
    return userId;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Optional<Participant> participant(String participantId) {
    return Optional.ofNullable(participants.get(participantId));
  }

  public List<Participant> participants() {
    return List.copyOf(participants.values());
  }

  void add(Participant participant) {
    participants.put(participant.id(), participant);
  }

  void remove(Participant participant) {
    participants.remove(participant.id());
  }
}
