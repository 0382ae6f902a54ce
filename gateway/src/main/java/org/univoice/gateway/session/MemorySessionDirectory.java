package org.univoice.gateway.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The directory of the gateways of one process, forgotten with it. */
public final class MemorySessionDirectory implements SessionDirectory {
  private final Map<String, Entry> sessions = new HashMap<>();
  private final Map<String, Instant> beats = new HashMap<>();

  private static final class Entry {
    final SharedSession session;
    final Map<String, SharedParticipant> participants = new LinkedHashMap<>();
    Instant active;

    Entry(SharedSession session) {
      this.session = session;
    }
  }

  @Override
  public synchronized void open(SharedSession session) {
    sessions.put(session.id(), new Entry(session));
  }

  @Override
  public synchronized Optional<SharedSession> session(String sessionId) {
    return entry(sessionId).map(entry -> entry.session);
  }

  @Override
  public synchronized Joined join(String sessionId, SharedParticipant participant, int most) {
    Entry entry = sessions.get(sessionId);
    if (entry == null) {
      return Joined.NO_SUCH_SESSION;
    }
    if (entry.participants.size() >= most) {
      return Joined.FULL;
    }
    entry.participants.put(participant.id(), participant);
    return Joined.JOINED;
  }

  @Override
  public synchronized Optional<SharedParticipant> participant(
      String sessionId, String participantId) {
    return entry(sessionId).map(entry -> entry.participants.get(participantId));
  }

  @Override
  public synchronized List<SharedParticipant> participants(String sessionId) {
    return entry(sessionId)
        .map(entry -> List.copyOf(entry.participants.values()))
        .orElse(List.of());
  }

  @Override
  public synchronized Optional<SharedParticipant> take(
      String sessionId, String participantId, String gateway) {
    return entry(sessionId)
        .map(
            entry ->
                entry.participants.computeIfPresent(
                    participantId, (id, known) -> known.takenBy(gateway)));
  }

  @Override
  public synchronized boolean update(String sessionId, SharedParticipant participant) {
    Optional<SharedParticipant> known = participant(sessionId, participant.id());
    if (known.isEmpty() || known.get().term() != participant.term()) {
      return false;
    }
    sessions.get(sessionId).participants.put(participant.id(), participant);
    return true;
  }

  @Override
  public synchronized Left leave(String sessionId, String participantId, long term) {
    Optional<SharedParticipant> known = participant(sessionId, participantId);
    if (known.isEmpty() || known.get().term() != term) {
      return Left.NOT_HELD;
    }
    Entry entry = sessions.get(sessionId);
    entry.participants.remove(participantId);
    if (!entry.participants.isEmpty()) {
      return Left.LEFT;
    }
    sessions.remove(sessionId);
    return Left.AS_THE_LAST;
  }

  @Override
  public synchronized List<SharedParticipant> end(String sessionId) {
    List<SharedParticipant> everybody = participants(sessionId);
    sessions.remove(sessionId);
    return everybody;
  }

  @Override
  public synchronized void active(String sessionId, Instant at) {
    entry(sessionId).ifPresent(entry -> entry.active = at);
  }

  @Override
  public synchronized Optional<Instant> lastActive(String sessionId) {
    return entry(sessionId).map(entry -> entry.active);
  }

  @Override
  public synchronized void beat(String gateway, Instant now) {
    beats.put(gateway, now);
  }

  @Override
  public synchronized List<Abandoned> abandoned(Instant since) {
    List<Abandoned> abandoned = new ArrayList<>();
    sessions.forEach(
        (sessionId, entry) ->
            entry.participants.values().stream()
                .filter(held -> beats.getOrDefault(held.gateway(), since).isBefore(since))
                .forEach(
                    held -> abandoned.add(new Abandoned(sessionId, held.id(), held.gateway()))));
    return abandoned;
  }

  /** Nobody: with this directory, whom the gateway holds is forgotten, too. */
  @Override
  public List<Abandoned> begunBy(String gateway) {
    return List.of();
  }

  @Override
  public void forget(Abandoned begun) {}

  @Override
  public synchronized void forgetEmpty(String sessionId) {
    sessions.computeIfPresent(
        sessionId, (id, entry) -> entry.participants.isEmpty() ? null : entry);
  }

  private Optional<Entry> entry(String sessionId) {
    return Optional.ofNullable(sessions.get(sessionId));
  }
}
