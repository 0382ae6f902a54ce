package org.univoice.gateway.session.redis;

import static io.lettuce.core.ScriptOutputType.INTEGER;
import static io.lettuce.core.ScriptOutputType.MULTI;

import io.lettuce.core.Range;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.univoice.gateway.session.SessionDirectory;
import org.univoice.gateway.session.SharedParticipant;
import org.univoice.gateway.session.SharedSession;

/**
 * The directory in Redis. Whatever must happen at once is one script.
 *
 * <table>
 *   <caption>Keys; the braces are part of them: all of a session lie in one slot of a cluster</caption>
 *   <tr><td>session:{ID}</td><td>hash: userId, createdAt, idleSeconds, activeAt</td></tr>
 *   <tr><td>session:{ID}:speakers</td><td>hash: participant → what is known of it, JSON</td></tr>
 *   <tr><td>ws-session:{ID}:connections</td><td>hash: participant → "term gateway connected"</td></tr>
 *   <tr><td>gateway:ID:participants</td><td>set: "session participant" that it held once</td></tr>
 *   <tr><td>gateways</td><td>sorted set: gateway by the moment of its last beat</td></tr>
 * </table>
 *
 * <p>A session's keys live two hours longer than the last that was heard of it.
 */
public final class RedisSessionDirectory implements SessionDirectory, AutoCloseable {
  private static final Duration KEEP = Duration.ofHours(2);

  /** Beats come every second: a gateway that missed so many has no connections any more. */
  private static final long ALIVE_MILLIS = 10_000;

  private static final String GATEWAYS = "gateways";

  private final DirectoryConnection redis;
  private volatile Instant lastBeat = Instant.EPOCH;

  private RedisSessionDirectory(DirectoryConnection redis) {
    this.redis = redis;
  }

  /**
   * @param uri redis://… or, with TLS, rediss://…; may hold a password
   */
  public static RedisSessionDirectory connect(URI uri) {
    return new RedisSessionDirectory(DirectoryConnection.to(uri));
  }

  @Override
  public void open(SharedSession session) {
    run(
        redis -> {
          String key = sessionKey(session.id());
          redis.hset(key, SharedJson.write(session));
          return redis.expire(key, KEEP);
        });
  }

  @Override
  public Optional<SharedSession> session(String sessionId) {
    Map<String, String> fields = run(redis -> redis.hgetall(sessionKey(sessionId)));
    return fields.isEmpty() ? Optional.empty() : Optional.of(SharedJson.session(sessionId, fields));
  }

  @Override
  public Joined join(String sessionId, SharedParticipant participant, int most) {
    Long answer =
        run(
            redis -> {
              remember(redis, participant.gateway(), sessionId, participant.id());
              return redis.eval(
                  DirectoryScripts.JOIN,
                  INTEGER,
                  keys(sessionId),
                  participant.id(),
                  SharedJson.write(participant),
                  SharedJson.holding(participant),
                  seconds(),
                  Integer.toString(most));
            });
    return answer < 0 ? Joined.NO_SUCH_SESSION : answer == 0 ? Joined.FULL : Joined.JOINED;
  }

  @Override
  public Optional<SharedParticipant> participant(String sessionId, String participantId) {
    String[] keys = keys(sessionId);
    String known = run(redis -> redis.hget(keys[1], participantId));
    String holding = run(redis -> redis.hget(keys[2], participantId));
    return known == null || holding == null
        ? Optional.empty()
        : Optional.of(SharedJson.participant(known, holding));
  }

  @Override
  public List<SharedParticipant> participants(String sessionId) {
    String[] keys = keys(sessionId);
    Map<String, String> known = run(redis -> redis.hgetall(keys[1]));
    Map<String, String> holdings = run(redis -> redis.hgetall(keys[2]));
    List<SharedParticipant> participants = new ArrayList<>();
    known.forEach(
        (id, json) -> {
          if (holdings.containsKey(id)) {
            participants.add(whileAlive(SharedJson.participant(json, holdings.get(id))));
          }
        });
    return participants;
  }

  private SharedParticipant whileAlive(SharedParticipant participant) {
    Double beat = run(redis -> redis.zscore(GATEWAYS, participant.gateway()));
    boolean isAlive = beat == null || beat > lastBeat.toEpochMilli() - ALIVE_MILLIS;
    return isAlive ? participant : SharedJson.disconnected(participant);
  }

  @Override
  public Optional<SharedParticipant> take(String sessionId, String participantId, String gateway) {
    List<String> answer =
        run(
            redis -> {
              remember(redis, gateway, sessionId, participantId);
              return redis.eval(
                  DirectoryScripts.TAKE, MULTI, keys(sessionId), participantId, gateway, seconds());
            });
    return answer.size() < 2
        ? Optional.empty()
        : Optional.of(SharedJson.participant(answer.get(0), answer.get(1)));
  }

  @Override
  public boolean update(String sessionId, SharedParticipant participant) {
    Long answer =
        run(
            redis ->
                redis.eval(
                    DirectoryScripts.UPDATE,
                    INTEGER,
                    keys(sessionId),
                    participant.id(),
                    SharedJson.write(participant),
                    SharedJson.holding(participant),
                    seconds(),
                    Long.toString(participant.term())));
    return answer == 1;
  }

  @Override
  public Left leave(String sessionId, String participantId, long term) {
    Long answer =
        run(
            redis ->
                redis.eval(
                    DirectoryScripts.LEAVE,
                    INTEGER,
                    keys(sessionId),
                    participantId,
                    Long.toString(term)));
    return answer == 0 ? Left.NOT_HELD : answer == 1 ? Left.LEFT : Left.AS_THE_LAST;
  }

  @Override
  public void active(String sessionId, Instant at) {
    run(
        redis ->
            redis.eval(
                DirectoryScripts.ACTIVE,
                INTEGER,
                keys(sessionId),
                Long.toString(at.toEpochMilli()),
                seconds()));
  }

  @Override
  public Optional<Instant> lastActive(String sessionId) {
    String millis = run(redis -> redis.hget(sessionKey(sessionId), "activeAt"));
    return Optional.ofNullable(millis).map(Long::parseLong).map(Instant::ofEpochMilli);
  }

  @Override
  public void beat(String gateway, Instant now) {
    lastBeat = now;
    run(redis -> redis.zadd(GATEWAYS, now.toEpochMilli(), gateway));
  }

  @Override
  public List<Abandoned> abandoned(Instant since) {
    Range<Number> before =
        Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(since.toEpochMilli()));
    List<String> gone = run(redis -> redis.zrangebyscore(GATEWAYS, before));
    List<Abandoned> abandoned = new ArrayList<>();
    for (String gateway : gone) {
      List<Abandoned> held = heldBy(gateway);
      abandoned.addAll(held);
      if (held.isEmpty()) {
        run(redis -> redis.del(heldKey(gateway)) + redis.zrem(GATEWAYS, gateway));
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
    for (String entry : run(redis -> redis.smembers(heldKey(gateway)))) {
      String[] ids = entry.split(" ");
      begun.add(new Abandoned(ids[0], ids[1], gateway));
    }
    return begun;
  }

  @Override
  public void forget(Abandoned begun) {
    String entry = begun.sessionId() + " " + begun.participantId();
    run(redis -> redis.srem(heldKey(begun.gateway()), entry));
  }

  /** It expires. */
  @Override
  public void forgetEmpty(String sessionId) {}

  /**
   * First, so that whoever is held is found when its gateway dies; what is not held is sorted out
   * then.
   */
  private static void remember(
      RedisCommands<String, String> redis, String gateway, String session, String participant) {
    redis.sadd(heldKey(gateway), session + " " + participant);
  }

  private static String sessionKey(String sessionId) {
    return "session:{" + sessionId + "}";
  }

  private static String heldKey(String gateway) {
    return "gateway:" + gateway + ":participants";
  }

  private static String[] keys(String sessionId) {
    return new String[] {
      sessionKey(sessionId),
      sessionKey(sessionId) + ":speakers",
      "ws-session:{" + sessionId + "}:connections"
    };
  }

  private static String seconds() {
    return Long.toString(KEEP.toSeconds());
  }

  private <T> T run(Function<RedisCommands<String, String>, T> what) {
    return redis.run(what);
  }

  @Override
  public void close() {
    redis.close();
  }
}
