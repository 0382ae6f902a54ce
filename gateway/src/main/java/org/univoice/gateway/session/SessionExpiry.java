package org.univoice.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.SessionDirectory.Abandoned;
import org.univoice.gateway.session.SessionDirectory.Left;
import org.univoice.internal.v1.TrackEnded;
import org.univoice.log.LogFields;

/**
 * Looks once a second after what nobody says: who stays away, which sessions are silent, and who
 * was left behind by a gateway that died.
 */
final class SessionExpiry {
  private static final Logger LOG = LoggerFactory.getLogger(SessionExpiry.class);

  /** Longer than a job that runs needs to answer. */
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

  private static final Duration WARN_BEFORE_END = Duration.ofMinutes(1);

  /** How often the directory is told of everybody, and asked whether they are still held here. */
  private static final Duration SHARE_EVERY = Duration.ofSeconds(20);

  private static final Duration REMIND_EVERY = Duration.ofMinutes(45);

  private final SessionRegistry registry;
  private final Holdings holdings;
  private final Departures departures;
  private final SessionDirectory directory;
  private final SessionLimits limits;
  private final String gateway;
  private final Clock clock;
  private Instant shared;
  private final HoldingsCheck check;
  private Instant reminded;
  private boolean reachable = true;

  SessionExpiry(
      SessionRegistry registry,
      Holdings holdings,
      Departures departures,
      SessionDirectory directory,
      SessionLimits limits,
      String gateway,
      Clock clock) {
    this.registry = registry;
    this.holdings = holdings;
    this.departures = departures;
    this.directory = directory;
    this.limits = limits;
    this.gateway = gateway;
    this.clock = clock;
    this.shared = clock.instant();
    this.reminded = shared;
    this.check = new HoldingsCheck(() -> directory.begunBy(gateway), directory::forget, shared);
  }

  synchronized void look() {
    try {
      directory.beat(gateway, clock.instant());
      holdings.all().forEach(this::look);
      endAbandoned();
      check.compare(clock.instant(), holdings::holds, this::end);
      share();
      remind();
      reachable = true;
    } catch (RefusedException e) {
      // Nobody is ended while nobody can say where they are.
      if (reachable) {
        LOG.warn("Nothing can be expired: {}", e.getMessage());
      }
      reachable = false;
    }
  }

  private void look(Session session) {
    for (Participant participant : session.participants()) {
      participant.askAgain(ANSWER_PATIENCE);
      if (participant.awayLongerThan(limits.away())) {
        departures.remove(
            session,
            participant,
            TrackEnded.Reason.REASON_EXPIRED,
            "Nobody was connected for " + limits.away().toSeconds() + " s");
      }
    }
    boolean nobodyCame = session.createdAt().plus(limits.away()).isBefore(clock.instant());
    if (session.participants().isEmpty() && nobodyCame) {
      registry.forget(session);
    } else {
      endWhenSilent(session);
    }
  }

  private void endWhenSilent(Session session) {
    Instant now = clock.instant();
    Instant warnAt = now.minus(session.idleLimit()).plus(WARN_BEFORE_END);
    Instant here = lastActive(session);
    if (here.isAfter(warnAt)) {
      return;
    }
    Instant last = later(here, directory.lastActive(session.id()));
    if (!last.plus(session.idleLimit()).isAfter(now)) {
      end(session);
    } else if (!last.isAfter(warnAt) && session.warn(last)) {
      session.participants().stream()
          .flatMap(participant -> participant.connection().stream())
          .forEach(
              connection ->
                  connection.notice(
                      "SESSION_ENDING",
                      "Nothing has been said for a long time; the session ends in a minute.",
                      "Speak, or send any message, to keep it."));
    }
  }

  private void end(Session session) {
    String why = "Nothing was said for " + session.idleLimit().toMinutes() + " min";
    for (Participant participant : session.participants()) {
      departures.remove(session, participant, TrackEnded.Reason.REASON_EXPIRED, why);
    }
  }

  private static Instant lastActive(Session session) {
    return session.participants().stream()
        .map(Participant::lastActive)
        .max(Comparator.naturalOrder())
        .orElse(session.createdAt());
  }

  private static Instant later(Instant here, Optional<Instant> elsewhere) {
    return elsewhere.filter(other -> other.isAfter(here)).orElse(here);
  }

  /** Who does not come back after its gateway has died has left, and whoever finds that says so. */
  private void endAbandoned() {
    for (Abandoned abandoned : directory.abandoned(clock.instant().minus(limits.away()))) {
      end(abandoned);
    }
  }

  private void end(Abandoned abandoned) {
    LogFields.ofParticipant(abandoned.sessionId(), abandoned.participantId())
        .run(() -> endUnlessElsewhere(abandoned));
  }

  private void endUnlessElsewhere(Abandoned abandoned) {
    String sessionId = abandoned.sessionId();
    Optional<SharedSession> session = directory.session(sessionId);
    if (isElsewhere(abandoned)) {
      return;
    }
    Optional<SharedParticipant> taken =
        directory.take(sessionId, abandoned.participantId(), gateway);
    if (session.isEmpty() || taken.isEmpty()) {
      return;
    }
    SharedParticipant participant = taken.get();
    Left left = directory.leave(sessionId, participant.id(), participant.term());
    if (left != Left.NOT_HELD && participant.configuration().isPresent()) {
      TrackStream stream = registry.stream(sessionId, participant.id(), participant.term());
      stream.ended(TrackEnded.Reason.REASON_EXPIRED);
      stream.left();
      LOG.info("Participant of a gateway that is gone left: {}", TrackEnded.Reason.REASON_EXPIRED);
    }
    if (left == Left.AS_THE_LAST) {
      departures.ended(new Session(session.get()));
    }
  }

  /**
   * The job forgets after two hours without a word of somebody; a muted one may be silent longer.
   */
  private void remind() {
    Instant now = clock.instant();
    if (reminded.plus(REMIND_EVERY).isAfter(now)) {
      return;
    }
    holdings.all().stream()
        .flatMap(session -> session.participants().stream())
        .forEach(Participant::remind);
    reminded = now;
  }

  /** Or has left: since it was found, it may have waited for its turn for a while. */
  private boolean isElsewhere(Abandoned abandoned) {
    return directory
        .participant(abandoned.sessionId(), abandoned.participantId())
        .map(known -> !known.gateway().equals(abandoned.gateway()))
        .orElse(true);
  }

  private void share() {
    Instant now = clock.instant();
    if (shared.plus(SHARE_EVERY).isAfter(now)) {
      return;
    }
    for (Session session : holdings.all()) {
      Instant last = lastActive(session);
      if (!last.isBefore(shared)) {
        directory.active(session.id(), last);
      }
      session.participants().forEach(participant -> registry.update(session, participant));
    }
    shared = now;
  }
}
