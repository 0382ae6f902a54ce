package org.univoice.gateway.session.redis;

import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.session.SessionDirectory;
import org.univoice.gateway.session.SharedParticipant;
import org.univoice.gateway.session.SharedSession;

/**
 * The directory in Redis. Whatever must happen at once is one script.
 *
 * <table>
 *   <caption>Keys, where ID stands for an id</caption>
 *   <tr><td>session:{ID}</td><td>hash: userId, createdAt, idleSeconds, activeAt</td></tr>
 *   <tr><td>session:{ID}:speakers</td><td>hash: participant → what is known of it, JSON</td></tr>
 *   <tr><td>ws-session:{ID}:connections</td><td>hash: participant → "term gateway connected"</td></tr>
 *   <tr><td>gateway:ID:participants</td><td>set: "session participant" that it held once</td></tr>
 *   <tr><td>gateways</td><td>sorted set: gateway by the moment of its last beat</td></tr>
 * </table>
 *
 * <p>The braces are characters of the keys, on purpose: they are a hash tag, by which a Redis
 * Cluster lays all three keys of a session into one slot, as scripts over several keys need it
 * there. Gateways do not speak the cluster protocol yet; keys that lie elsewhere then would have to
 * be renamed while gateways of two versions run. The braces also keep the directory's {@code
 * session:{ID}} apart from the cache's {@code session:ID}, which holds the stored session.
 *
 * <p>A session's keys live two hours longer than the last that was heard of it.
 */
public final class RedisSessionDirectory implements SessionDirectory {
  private static final Duration KEEP = Duration.ofHours(2);

  /** Beats come every second: a gateway that missed so many has no connections any more. */
  private static final long ALIVE_MILLIS = 10_000;

  private static final String GATEWAYS = "gateways";

  private final DirectoryConnection redis;
  private volatile Instant lastBeat = Instant.EPOCH;

  /**
   * @param link closed by whoever opened it
   */
  public RedisSessionDirectory(RedisLink link) {
    this.redis = new DirectoryConnection(link);
  }

  @Override
  public void open(SharedSession session) {
    String key = sessionKey(session.id());
    redis.put(key, SharedJson.write(session));
    redis.run(asked -> asked.expire(key, KEEP));
  }

  @Override
  public Optional<SharedSession> session(String sessionId) {
    Map<String, String> fields = redis.fields(sessionKey(sessionId));
    return fields.isEmpty() ? Optional.empty() : Optional.of(SharedJson.session(sessionId, fields));
  }

  @Override
  public Joined join(String sessionId, SharedParticipant participant, int most) {
    remember(participant.gateway(), sessionId, participant.id());
    long answer =
        redis.number(
            DirectoryScripts.JOIN,
            keys(sessionId),
            participant.id(),
            SharedJson.write(participant),
            SharedJson.holding(participant),
            seconds(),
            Integer.toString(most));
    return answer < 0 ? Joined.NO_SUCH_SESSION : answer == 0 ? Joined.FULL : Joined.JOINED;
  }

  @Override
  public Optional<SharedParticipant> participant(String sessionId, String participantId) {
    String[] keys = keys(sessionId);
    Optional<String> known = redis.field(keys[1], participantId);
    Optional<String> holding = redis.field(keys[2], participantId);
    return known.isEmpty() || holding.isEmpty()
        ? Optional.empty()
        : Optional.of(SharedJson.participant(known.get(), holding.get()));
  }

  @Override
  public List<SharedParticipant> participants(String sessionId) {
    String[] keys = keys(sessionId);
    Map<String, String> known = redis.fields(keys[1]);
    Map<String, String> holdings = redis.fields(keys[2]);
    List<SharedParticipant> participants = new ArrayList<>();
    // Each gateway is asked after once, however many it holds.
    Map<String, Boolean> alive = new HashMap<>();
    known.forEach(
        (id, json) -> {
          if (holdings.containsKey(id)) {
            SharedParticipant one = SharedJson.participant(json, holdings.get(id));
            boolean isAlive = alive.computeIfAbsent(one.gateway(), this::isAlive);
            participants.add(isAlive ? one : SharedJson.disconnected(one));
          }
        });
    return participants;
  }

  private boolean isAlive(String gateway) {
    byte[] id = DirectoryConnection.bytes(gateway);
    Double beat = redis.run(asked -> asked.zscore(GATEWAYS, id));
    return beat == null || beat > lastBeat.toEpochMilli() - ALIVE_MILLIS;
  }

  @Override
  public Optional<SharedParticipant> take(String sessionId, String participantId, String gateway) {
    remember(gateway, sessionId, participantId);
    List<String> answer =
        redis.texts(DirectoryScripts.TAKE, keys(sessionId), participantId, gateway, seconds());
    return answer.size() < 2
        ? Optional.empty()
        : Optional.of(SharedJson.participant(answer.get(0), answer.get(1)));
  }

  @Override
  public boolean update(String sessionId, SharedParticipant participant) {
    long answer =
        redis.number(
            DirectoryScripts.UPDATE,
            keys(sessionId),
            participant.id(),
            SharedJson.write(participant),
            SharedJson.holding(participant),
            seconds(),
            Long.toString(participant.term()));
    return answer == 1;
  }

  @Override
  public Left leave(String sessionId, String participantId, long term) {
    long answer =
        redis.number(DirectoryScripts.LEAVE, keys(sessionId), participantId, Long.toString(term));
    return answer == 0 ? Left.NOT_HELD : answer == 1 ? Left.LEFT : Left.AS_THE_LAST;
  }

  @Override
  public List<SharedParticipant> end(String sessionId) {
    List<String> answer = redis.texts(DirectoryScripts.END, keys(sessionId));
    List<SharedParticipant> everybody = new ArrayList<>();
    for (int i = 0; i + 1 < answer.size(); i += 2) {
      everybody.add(SharedJson.participant(answer.get(i), answer.get(i + 1)));
    }
    return everybody;
  }

  @Override
  public void active(String sessionId, Instant at) {
    redis.number(
        DirectoryScripts.ACTIVE, keys(sessionId), Long.toString(at.toEpochMilli()), seconds());
  }

  @Override
  public Optional<Instant> lastActive(String sessionId) {
    return redis
        .field(sessionKey(sessionId), "activeAt")
        .map(Long::parseLong)
        .map(Instant::ofEpochMilli);
  }

  @Override
  public void beat(String gateway, Instant now) {
    lastBeat = now;
    redis.run(
        asked -> asked.zadd(GATEWAYS, now.toEpochMilli(), DirectoryConnection.bytes(gateway)));
  }

  @Override
  public List<Abandoned> abandoned(Instant since) {
    Range<Number> before =
        Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(since.toEpochMilli()));
    List<byte[]> gone = redis.run(asked -> asked.zrangebyscore(GATEWAYS, before));
    List<Abandoned> abandoned = new ArrayList<>();
    for (byte[] gateway : gone) {
      String key = heldKey(DirectoryConnection.text(gateway));
      List<Abandoned> held = heldBy(DirectoryConnection.text(gateway));
      abandoned.addAll(held);
      if (held.isEmpty()) {
        redis.run(asked -> asked.del(key));
        redis.run(asked -> asked.zrem(GATEWAYS, gateway));
      }
    }
    return abandoned;
  }

  private List<Abandoned> heldBy(String gateway) {
    List<Abandoned> held = new ArrayList<>();
    for (Abandoned begun : begunBy(gateway)) {
      if (participant(begun.sessionId(), begun.participantId())
          .map(SharedParticipant::gateway)
          .equals(Optional.of(gateway))) {
        held.add(begun);
      }
    }
    return held;
  }

  @Override
  public List<Abandoned> begunBy(String gateway) {
    List<Abandoned> begun = new ArrayList<>();
    for (String entry : redis.members(heldKey(gateway))) {
      String[] ids = entry.split(" ");
      begun.add(new Abandoned(ids[0], ids[1], gateway));
    }
    return begun;
  }

  @Override
  public void forget(Abandoned begun) {
    byte[] entry = DirectoryConnection.bytes(begun.sessionId() + " " + begun.participantId());
    redis.run(asked -> asked.srem(heldKey(begun.gateway()), entry));
  }

  /** It expires. */
  @Override
  public void forgetEmpty(String sessionId) {}

  /**
   * First, so that whoever is held is found when its gateway dies; what is not held is sorted out
   * then.
   */
  private void remember(String gateway, String session, String participant) {
    byte[] entry = DirectoryConnection.bytes(session + " " + participant);
    redis.run(asked -> asked.sadd(heldKey(gateway), entry));
  }

  private static String sessionKey(String sessionId) {
    return "session:{" + sessionId + "}";
  }

  private static String heldKey(String gateway) {
    return "gateway:" + gateway + ":participants";
  }

  static String[] keys(String sessionId) {
    return new String[] {
      sessionKey(sessionId),
      sessionKey(sessionId) + ":speakers",
      "ws-session:{" + sessionId + "}:connections"
    };
  }

  private static String seconds() {
    return Long.toString(KEEP.toSeconds());
  }
}
