package org.univoice.gateway.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A conversation. Safe for use by many threads. */
public final class Session {
  private final String id;
  private final Instant createdAt;
  private final Map<String, Participant> participants = new ConcurrentHashMap<>();

  Session(String id, Instant createdAt) {
    this.id = id;
    this.createdAt = createdAt;
  }

  public String id() {
    return id;
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
