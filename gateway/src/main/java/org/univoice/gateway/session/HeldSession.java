package org.univoice.gateway.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.univoice.gateway.stream.Backoff;

/** A session that this gateway holds, with what is to be kept of it. */
final class HeldSession {
  final Session session;

  /** Of what is counted here: whoever comes back after all had left begins another share. */
  final String shareId;

  final ShareCounter counter = new ShareCounter();

  /** Whether a look at it is planned. */
  final AtomicBoolean planned = new AtomicBoolean();

  /** Guarded by this object, which is locked while it is stored. */
  final Backoff backoff = new Backoff();

  /** In the order in which they joined. */
  private final Queue<String> joined = new ConcurrentLinkedQueue<>();

  private final Map<String, Configuration> configurations = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private volatile Instant leftAt;
  private volatile boolean over;
  private long savedChanges;
  private volatile boolean stored;
  private LanguagePair told = LanguagePair.UNKNOWN;

  HeldSession(Session session, String shareId) {
    this.session = session;
    this.shareId = shareId;
  }

  /** One of which this gateway only hears that it is over: it is not stored anew. */
  static HeldSession elsewhere(Session session, String shareId) {
    HeldSession one = new HeldSession(session, shareId);
    one.stored = true;
    return one;
  }

  void joined(Participant participant) {
    counter.joined(participant.id(), participant.name());
    if (!joined.contains(participant.id())) {
      joined.add(participant.id());
    }
    leftAt = null;
    changed();
  }

  /** It is over everywhere, whatever other gateways have said. */
  void over() {
    over = true;
    changed();
  }

  boolean isOver() {
    return over;
  }

  /** Nobody is left here, since that moment. */
  void left(Instant at) {
    if (leftAt == null) {
      leftAt = at;
      changed();
    }
  }

  /** What a participant that leaves had said of languages. */
  void left(Participant participant) {
    counter.left(participant.id());
    learn(participant);
    changed();
  }

  private void learn(Participant one) {
    one.configuration().ifPresent(wanted -> configurations.put(one.id(), wanted));
  }

  void changed() {
    changes.incrementAndGet();
  }

  /** How many changes there have been; read before what they change. */
  long changes() {
    return changes.get();
  }

  boolean isSaved() {
    return savedChanges == changes.get();
  }

  void saved(long upTo, LanguagePair languages) {
    savedChanges = upTo;
    stored = true;
    told = languages;
    backoff.succeeded();
  }

  /** Whether it was stored before: when it is not there any more, somebody deleted it. */
  boolean wasStored() {
    return stored;
  }

  SessionShare share(Instant now) {
    return counter.share(now, Optional.ofNullable(leftAt), isPaused());
  }

  private boolean isPaused() {
    List<TrackState> speaking =
        session.participants().stream()
            .filter(one -> one.configuration().map(Configuration::speaking).orElse(false))
            .map(Participant::state)
            .toList();
    return speaking.contains(TrackState.PAUSED)
        && speaking.stream().noneMatch(state -> state == TrackState.LIVE);
  }

  /** What participants here have said; of nobody's when they have said nothing. */
  LanguagePair languages() {
    session.participants().forEach(this::learn);
    LanguagePair pair =
        LanguagePair.of(joined.stream().map(configurations::get).filter(Objects::nonNull).toList());
    return pair.equals(LanguagePair.UNKNOWN) ? told : pair;
  }

  /** What to put down: nothing where another gateway or the owner has said something else. */
  LanguagePair languagesFor(StoredSession there) {
    LanguagePair ours = languages();
    return new LanguagePair(
        mayReplace(there.sourceLanguage(), told.source()) ? ours.source() : "",
        mayReplace(there.targetLanguage(), told.target()) ? ours.target() : "");
  }

  private static boolean mayReplace(String there, String told) {
    return there.isEmpty() || there.equals(told);
  }
}
