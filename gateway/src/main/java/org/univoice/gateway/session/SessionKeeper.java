package org.univoice.gateway.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.bus.SessionEvent.Topic;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.error.RefusedException;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.log.LogFields;

/**
 * Keeps the sessions of this gateway: at once when one opens or ends, otherwise a moment after
 * something changed. Several gateways may hold participants of one session: each writes its own
 * share, and whoever was overtaken reads again and merges anew. A store that fails is asked again
 * until it takes it; nobody else waits for it.
 */
public final class SessionKeeper implements SessionObserver, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);
  private static final Duration AFTER_A_CHANGE = Duration.ofSeconds(2);

  /** So that others see that this gateway lives: three times before they would think it gone. */
  private static final Duration SIGN_OF_LIFE = SessionShares.GONE_AFTER.dividedBy(3);

  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);
  private static final int THREADS = 4;
  private static final int OVERTAKEN_AT_MOST = 20;

  private final Map<String, HeldSession> held = new ConcurrentHashMap<>();
  private final Set<HeldSession> unsaved = ConcurrentHashMap.newKeySet();
  private final AtomicLong shares = new AtomicLong();
  private final List<Consumer<StoredSession>> listeners = new CopyOnWriteArrayList<>();
  private final SessionBus.Listener forgetting = this::forget;
  private final SessionStore store;
  private final SessionBus bus;
  private final String gateway;
  private final Clock clock;
  private final Counter retries;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "session-keeper");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param bus told of whatever has been stored
   * @param gateway differs from that of every other gateway, also of this one's predecessor
   */
  public SessionKeeper(
      SessionStore store, SessionBus bus, String gateway, MeterRegistry metrics, Clock clock) {
    this.store = store;
    this.bus = bus;
    this.gateway = gateway;
    this.clock = clock;
    this.retries = metrics.counter("univoice.sessions.retries");
    metrics.gauge("univoice.sessions.unsaved", unsaved, Set::size);
    bus.subscribe(SessionBus.EVERY_SESSION, Topic.PEOPLE, forgetting);
    threads.setRemoveOnCancelPolicy(true);
    threads.scheduleAtFixedRate(
        () -> held.values().forEach(this::changed),
        SIGN_OF_LIFE.toMillis(),
        SIGN_OF_LIFE.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** What gateways keep is written anew as a whole, so each leaves out who is being erased. */
  private void forget(String everySession, SessionEvent event) {
    if (event instanceof SessionEvent.Forgotten gone) {
      Stream.concat(held.values().stream(), unsaved.stream())
          .filter(one -> one.counter.forget(gone.participants()))
          .forEach(this::changed);
    }
  }

  /** Shows what is stored from now on, also of what others changed meanwhile. */
  public void listen(Consumer<StoredSession> listener) {
    listeners.add(listener);
  }

  @Override
  public void held(Session session, Participant participant) {
    HeldSession former = held.get(session.id());
    if (former != null && former.session != session) {
      // It was released a moment ago, by a thread that has not said so yet.
      released(former.session);
    }
    HeldSession one = held.computeIfAbsent(session.id(), id -> begun(session));
    one.joined(participant);
    if (one.wasStored()) {
      saveSoon(one);
    } else {
      saveNow(one);
    }
  }

  @Override
  public void renamed(String sessionId, String participantId, String name) {
    HeldSession one = held.get(sessionId);
    if (one != null && one.counter.renamed(participantId, name)) {
      changed(one);
    }
  }

  private HeldSession begun(Session session) {
    return new HeldSession(session, shareId());
  }

  private String shareId() {
    return gateway + "-" + shares.incrementAndGet();
  }

  @Override
  public void changed(String sessionId, String participantId) {
    HeldSession one = held.get(sessionId);
    if (one != null) {
      changed(one);
    }
  }

  private void changed(HeldSession one) {
    one.changed();
    saveSoon(one);
  }

  @Override
  public void heard(String sessionId, String participantId, List<AudioChunk> chunks) {
    HeldSession one = held.get(sessionId);
    if (one != null) {
      for (AudioChunk chunk : chunks) {
        if (one.counter.heard(participantId, chunk.getPayload().asReadOnlyByteBuffer())) {
          changed(one);
        }
      }
    }
  }

  @Override
  public void delivered(Delivery delivery) {
    HeldSession one = held.get(delivery.sessionId());
    if (one != null && one.counter.delivered(delivery.body(), now())) {
      changed(one);
    }
  }

  @Override
  public void left(Session session, Participant participant) {
    HeldSession one = held.get(session.id());
    if (one != null) {
      one.left(participant);
      saveSoon(one);
    }
  }

  @Override
  public void ended(Session session) {
    HeldSession known = held.get(session.id());
    HeldSession one = known == null ? HeldSession.elsewhere(session, shareId()) : known;
    held.remove(session.id(), one);
    one.over();
    one.left(now());
    saveNow(one);
  }

  @Override
  public void released(Session session) {
    HeldSession one = held.get(session.id());
    if (one != null && one.session == session && held.remove(session.id(), one)) {
      one.left(now());
      saveNow(one);
    }
  }

  private void saveNow(HeldSession one) {
    unsaved.add(one);
    later(one, Duration.ZERO);
  }

  private void saveSoon(HeldSession one) {
    unsaved.add(one);
    if (one.planned.compareAndSet(false, true)) {
      later(one, AFTER_A_CHANGE);
    }
  }

  private void later(HeldSession one, Duration delay) {
    if (!threads.isShutdown()) {
      threads.schedule(() -> save(one), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void save(HeldSession one) {
    one.planned.set(false);
    LogFields.ofSession(one.session.id()).run(() -> saveOrPlanAgain(one));
  }

  private void saveOrPlanAgain(HeldSession one) {
    synchronized (one) {
      try {
        if (!one.isSaved()) {
          store(one);
        }
        unsaved.remove(one);
        if (!one.isSaved()) {
          saveSoon(one);
        }
      } catch (RuntimeException e) {
        long waitMillis = one.backoff.failedMillis(random);
        retries.increment();
        LOG.warn("The session could not be stored, again in {} ms: {}", waitMillis, e.toString());
        later(one, Duration.ofMillis(waitMillis));
      }
    }
  }

  private void store(HeldSession one) {
    StaleVersionException overtaken = null;
    for (int i = 0; i < OVERTAKEN_AT_MOST; i++) {
      long changes = one.changes();
      Optional<StoredSession> there = store.find(one.session.id());
      if (there.isEmpty() && one.wasStored()) {
        LOG.info("The session is not there any more; nothing more is kept of it");
        held.remove(one.session.id(), one);
        one.saved(changes, one.languages());
        return;
      }
      try {
        if (there.isPresent()) {
          StoredSession next = next(there.get(), one);
          store.update(next);
          listeners.forEach(listener -> listener.accept(next));
        } else {
          create(one);
        }
        one.saved(changes, one.languages());
        bus.publish(
            one.session.id(), one.isOver() ? new SessionEvent.Over() : new SessionEvent.Updated());
        return;
      } catch (StaleVersionException e) {
        overtaken = e;
      }
    }
    throw overtaken;
  }

  private void create(HeldSession one) {
    StoredSession opened =
        StoredSession.opened(
            one.session.id(),
            one.session.userId(),
            one.session.tenant(),
            SessionSettings.DEFAULT,
            one.session.createdAt().truncatedTo(ChronoUnit.MILLIS));
    try {
      store.create(opened);
    } catch (RefusedException e) {
      if (store.find(one.session.id()).isEmpty()) {
        throw e;
      }
    }
    // Its first share follows at once, upon whatever another gateway has made of it by then.
    throw new StaleVersionException("The session");
  }

  private StoredSession next(StoredSession there, HeldSession one) {
    return SessionShares.merge(
        there, one.shareId, one.share(now()), one.isOver(), one.languagesFor(there));
  }

  /** As it is kept. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whoever is here is not any more; stores everything, within five seconds. */
  @Override
  public void close() {
    bus.unsubscribe(SessionBus.EVERY_SESSION, Topic.PEOPLE, forgetting);
    held.values()
        .forEach(
            one -> {
              one.left(now());
              saveNow(one);
            });
    held.clear();
    long until = System.nanoTime() + CLOSES_WITHIN.toNanos();
    try {
      while (!unsaved.isEmpty() && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!unsaved.isEmpty()) {
      LOG.error("{} sessions were not stored: the store did not take them", unsaved.size());
    }
    threads.shutdownNow();
  }
}
