package org.univoice.gateway.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.bounded.LatestWork;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.bus.SessionEvent.Topic;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.recording.Recording.RecordedParticipant;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionObserver;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.user.Activity;
import org.univoice.gateway.user.Consent;
import org.univoice.gateway.user.ConsentCheck;
import org.univoice.gateway.user.ConsentKind;
import org.univoice.gateway.user.Residency;
import org.univoice.gateway.user.User;
import org.univoice.gateway.user.UserStore;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.log.LogFields;

/**
 * Records the sessions that are to be recorded. Threads that serve clients only hand over what
 * there is, up to a limit in memory; one thread writes it to disk, and others bring it to the
 * store.
 */
public final class Recorder implements SessionObserver, SessionBus.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** Twenty seconds of a thousand talkers; the disk takes longer only when it is broken. */
  private static final long MOST_WAITING_BYTES = 32L * 1024 * 1024;

  private static final int DELIVERY_BYTES = 512;
  private static final Duration LAST_MINUTE = Duration.ofSeconds(20);
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final RecordingStore store;
  private final SessionStore stored;
  private final UserStore users;
  private final SessionRegistry sessions;
  private final Residency residency;
  private final SessionBus bus;
  private final LatestWork background;
  private final Spool spool;
  private final Clock clock;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(task -> daemon(task, "recording-writer"));
  private final Set<String> recording = ConcurrentHashMap.newKeySet();
  private final Map<String, SessionRecorder> recorders = new HashMap<>();
  private final Set<CompletableFuture<?>> finishing = ConcurrentHashMap.newKeySet();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final List<RecordingListener> listeners = new CopyOnWriteArrayList<>();

  public Recorder(
      RecordingStore store,
      SessionStore stored,
      UserStore users,
      SessionRegistry sessions,
      Residency residency,
      SessionBus bus,
      LatestWork background,
      RecordingSpool folder,
      Clock clock) {
    this.store = store;
    this.stored = stored;
    this.users = users;
    this.sessions = sessions;
    this.residency = residency;
    this.bus = bus;
    this.background = background;
    this.spool = folder.open();
    this.clock = clock;
    background.look(this, () -> store.removeAbandoned(ABANDONED));
    bus.subscribe(SessionBus.EVERY_SESSION, Topic.PEOPLE, this);
  }

  /** Whether somebody is recorded, and whether the session is at all. */
  private record LookAt(String sessionId, String participantId) {}

  /** Whether its owner wants it recorded. */
  private record LookAtSession(String sessionId) {}

  /** That it is recorded. */
  private record Start(String sessionId) {}

  /** Tells of what is recorded from now on. */
  public void onChange(RecordingListener listener) {
    listeners.add(listener);
  }

  /** Records the session from now on; the same again changes nothing. */
  public RecordingKey start(Session session) {
    RecordingKey key = RecordingKey.of(session.id(), session.createdAt());
    if (recording.add(session.id())) {
      if (sessions.held(session.id()).isEmpty()) {
        // It ended, or was released, before this was known to record: nobody would end it.
        recording.remove(session.id());
        return key;
      }
      Instant now = clock.instant();
      RecordingPart part = part(key, session.userId(), now);
      write(0, () -> begin(session, part, now));
      if (!recording.contains(session.id())) {
        // It ended while the store was asked how to name it.
        write(0, () -> finish(session.id(), now.toEpochMilli()));
      }
      session.participants().forEach(participant -> look(session.id(), participant.id()));
    }
    return key;
  }

  /** The first, if the store says so; otherwise one whose files are nobody else's. */
  private RecordingPart part(RecordingKey key, String ownerId, Instant now) {
    Recording begun = Recording.begun(key, ownerId, now.toEpochMilli());
    try {
      if (store.putIfAbsent(
          key, RecordingPart.METADATA, "application/json", RecordingJson.write(begun))) {
        return RecordingPart.first(key);
      }
    } catch (RuntimeException e) {
      LOG.warn("Whether others record this session cannot be seen: {}", e.toString());
    }
    return RecordingPart.further(key, UUID.randomUUID().toString());
  }

  private void begin(Session session, RecordingPart part, Instant now) {
    SessionRecorder recorder = new SessionRecorder(part, session.userId(), now, store, spool);
    recorders.put(session.id(), recorder);
    recorder.announce();
    LogFields.ofSession(session.id()).run(() -> LOG.info("Recording begins"));
    listeners.forEach(listener -> listener.started(part.recording(), session.userId()));
  }

  /** Ends it without keeping anything. */
  void discard(String sessionId) {
    recording.remove(sessionId);
    write(
        0,
        () -> {
          SessionRecorder recorder = recorders.remove(sessionId);
          if (recorder != null) {
            recorder.discard();
          }
        });
  }

  @Override
  public void held(Session session, Participant participant) {
    bus.subscribe(session.id(), Topic.DECISIONS, this);
    look(session.id(), participant.id());
  }

  /** The session is kept, perhaps as its owner wants it now, by way of another gateway. */
  public void changed(StoredSession now) {
    String sessionId = now.sessionId();
    if (now.settings().recording() != recording.contains(sessionId)
        && sessions.held(sessionId).isPresent()) {
      // What was stored may be older than what was decided since.
      background.look(new LookAtSession(sessionId), () -> follow(sessionId));
    }
  }

  private void follow(String sessionId) {
    stored
        .find(sessionId)
        .ifPresent(
            found -> {
              if (found.settings().recording()) {
                sessions.held(sessionId).ifPresent(this::start);
              } else {
                end(sessionId);
              }
            });
  }

  /** By now the session has been kept, also when its first participant joined before. */
  @Override
  public void changed(String sessionId, String participantId) {
    look(sessionId, participantId);
  }

  private void look(String sessionId, String participantId) {
    background.look(new LookAt(sessionId, participantId), () -> lookAt(sessionId, participantId));
  }

  /** One that has ended meanwhile needs nothing more. */
  private void lookAt(String sessionId, String participantId) {
    Optional<Session> session = sessions.held(sessionId);
    Optional<Participant> participant = session.flatMap(one -> one.participant(participantId));
    if (participant.isEmpty()) {
      return;
    }
    if (recording.contains(sessionId)) {
      ask(sessionId, participant.get());
    } else if (stored.find(sessionId).map(one -> one.settings().recording()).orElse(false)) {
      start(session.get());
    }
  }

  @Override
  public void on(String sessionId, SessionEvent event) {
    if (event instanceof SessionEvent.Recorded decided) {
      if (decided.wanted()) {
        background.look(
            new Start(sessionId), () -> sessions.held(sessionId).ifPresent(this::start));
      } else {
        end(sessionId);
      }
    } else if (event instanceof SessionEvent.ConsentChanged changed
        && changed.kind().equals(ConsentKind.RECORDING.name())) {
      consentChanged(changed.userId());
    } else if (event instanceof SessionEvent.Forgotten gone) {
      write(0, () -> recorders.values().forEach(recorder -> recorder.forget(gone.userId())));
    }
  }

  private void consentChanged(String userId) {
    for (String sessionId : recording) {
      sessions.held(sessionId).stream()
          .flatMap(session -> session.participants().stream())
          .filter(participant -> participant.userId().equals(userId))
          .forEach(participant -> look(sessionId, participant.id()));
    }
  }

  /** A guest cannot have consented. */
  private void ask(String sessionId, Participant participant) {
    if (participant.userId().isEmpty()) {
      return;
    }
    String id = participant.id();
    Optional<RecordedParticipant> consenting;
    try {
      consenting = consenting(participant);
    } catch (RuntimeException e) {
      // Whoever cannot be known to consent is not recorded.
      write(0, () -> with(sessionId, recorder -> recorder.refuses(id)));
      throw e;
    }
    write(
        0,
        () ->
            with(
                sessionId,
                recorder ->
                    consenting.ifPresentOrElse(
                        one -> recorder.consents(one, participant.name()),
                        () -> recorder.refuses(id))));
  }

  private Optional<RecordedParticipant> consenting(Participant participant) {
    Optional<User> user = users.find(participant.userId());
    boolean permitted =
        ConsentCheck.permits(user, Activity.RECORD_SPEECH, clock.instant())
            && residency.permits(participant.userId());
    if (!permitted) {
      return Optional.empty();
    }
    Consent consent = user.orElseThrow().consents().get(ConsentKind.RECORDING);
    return Optional.of(
        new RecordedParticipant(
            participant.id(),
            participant.userId(),
            consent.version(),
            consent.at().toEpochMilli()));
  }

  @Override
  public void renamed(String sessionId, String participantId, String name) {
    write(0, () -> with(sessionId, recorder -> recorder.renames(participantId, name)));
  }

  @Override
  public void heard(String sessionId, String participantId, List<AudioChunk> chunks) {
    if (recording.contains(sessionId)) {
      int bytes = chunks.stream().mapToInt(chunk -> chunk.getPayload().size()).sum();
      write(bytes, () -> with(sessionId, recorder -> recorder.heard(participantId, chunks)));
    }
  }

  @Override
  public void delivered(Delivery delivery) {
    if (recording.contains(delivery.sessionId())) {
      int bytes =
          DELIVERY_BYTES
              + (delivery.body() instanceof DeliveryBody.SpeechChunk chunk
                  ? chunk.pcm().length
                  : 0);
      long nowMillis = clock.millis();
      write(
          bytes,
          () -> with(delivery.sessionId(), recorder -> recorder.delivered(delivery, nowMillis)));
    }
  }

  @Override
  public void ended(Session session) {
    end(session.id());
  }

  /** It may go on at other gateways; who comes back here begins another part. */
  @Override
  public void released(Session session) {
    bus.unsubscribe(session.id(), Topic.DECISIONS, this);
    end(session.id());
    // Somebody may have come back meanwhile, and was perhaps told of before this.
    sessions
        .held(session.id())
        .ifPresent(back -> back.participants().forEach(participant -> held(back, participant)));
  }

  private void end(String sessionId) {
    if (recording.remove(sessionId)) {
      long nowMillis = clock.millis();
      write(0, () -> finish(sessionId, nowMillis));
    }
  }

  private void finish(String sessionId, long nowMillis) {
    SessionRecorder recorder = recorders.remove(sessionId);
    if (recorder != null) {
      finish(sessionId, recorder, nowMillis);
    }
  }

  private void finish(String sessionId, SessionRecorder recorder, long nowMillis) {
    CompletableFuture<?> finished =
        recorder
            .finish(nowMillis)
            .whenComplete(
                (kept, failure) -> {
                  LogFields.ofSession(sessionId)
                      .run(
                          () -> LOG.info("Recording ends: {}", failure == null ? "kept" : failure));
                  if (failure == null && kept.isPresent()) {
                    listeners.forEach(listener -> listener.ended(kept.get()));
                  }
                });
    finishing.add(finished);
    finished.whenComplete((kept, failure) -> finishing.remove(finished));
  }

  private void with(String sessionId, Consumer<SessionRecorder> work) {
    SessionRecorder recorder = recorders.get(sessionId);
    if (recorder != null) {
      work.accept(recorder);
    }
  }

  /** Never waits: what is beyond the limit is missing, as silence. */
  private void write(int bytes, Runnable work) {
    if (waitingBytes.addAndGet(bytes) > MOST_WAITING_BYTES && bytes > 0) {
      waitingBytes.addAndGet(-bytes);
      return;
    }
    try {
      writer.execute(
          () -> {
            waitingBytes.addAndGet(-bytes);
            quietly(work);
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("The gateway ends", e);
    }
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("Something of a recording failed: {}", e.toString());
    }
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** What is being recorded, or on its way already, is brought to the store, if that is quick. */
  @Override
  public void close() {
    bus.unsubscribe(SessionBus.EVERY_SESSION, Topic.PEOPLE, this);
    try {
      writer
          .submit(
              () -> {
                recorders.forEach((id, recorder) -> finish(id, recorder, clock.millis()));
                return CompletableFuture.allOf(finishing.toArray(new CompletableFuture[0]))
                    .get(LAST_MINUTE.toMillis(), TimeUnit.MILLISECONDS);
              })
          .get(LAST_MINUTE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("Recordings were not completed: {}", e.toString());
    }
    writer.shutdownNow();
    spool.close();
  }
}
