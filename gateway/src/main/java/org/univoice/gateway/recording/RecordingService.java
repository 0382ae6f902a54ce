package org.univoice.gateway.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.recording.Recording.RecordedFile;
import org.univoice.gateway.recording.Recording.RecordedParticipant;
import org.univoice.gateway.recording.Recording.Status;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.StaleVersionException;
import org.univoice.gateway.session.StoredSession;

/** Recordings: begun, fetched and deleted by whom they belong to. */
public final class RecordingService {
  /** Long enough to begin a download. */
  public static final Duration LINK_VALIDITY = Duration.ofMinutes(5);

  private static final int TRIES = 5;

  private final Gatekeeper gatekeeper;
  private final SessionRegistry sessions;
  private final SessionStore stored;
  private final SessionBus bus;
  private final Recorder recorder;
  private final RecordingStore store;
  private final Clock clock;
  private final List<RecordingListener> listeners = new CopyOnWriteArrayList<>();

  public RecordingService(
      Gatekeeper gatekeeper,
      SessionRegistry sessions,
      SessionStore stored,
      SessionBus bus,
      Recorder recorder,
      RecordingStore store,
      Clock clock) {
    this.gatekeeper = gatekeeper;
    this.sessions = sessions;
    this.stored = stored;
    this.bus = bus;
    this.recorder = recorder;
    this.store = store;
    this.clock = clock;
  }

  /** Tells of what is deleted from now on. */
  public void onChange(RecordingListener listener) {
    listeners.add(listener);
  }

  /**
   * Records a session from now on, of those who consent, at every gateway that holds some of it.
   *
   * @return the recording as it begins, or as it is when it has begun before
   * @throws RefusedException RESOURCE_NOT_FOUND when there is no such session
   */
  public Recording start(Caller caller, String sessionId) {
    Session session = sessions.session(sessionId);
    gatekeeper.admit(
        caller,
        Action.RECORD,
        new Resource(Resource.Kind.SESSIONS, sessionId, session.userId())
            .inTenant(session.tenant()));
    want(sessionId, true);
    sessions.held(sessionId).ifPresent(recorder::start);
    bus.publish(sessionId, new SessionEvent.Recorded(true));
    RecordingKey key = RecordingKey.of(sessionId, session.createdAt());
    // Other gateways may not have kept anything of it yet.
    return find(key).orElseGet(() -> Recording.begun(key, session.userId(), clock.millis()));
  }

  /** What is kept of the session says so: each gateway that holds some of it looks there. */
  private void want(String sessionId, boolean wanted) {
    for (int tries = 1; ; tries++) {
      Optional<StoredSession> now = stored.find(sessionId);
      if (now.isEmpty() || now.get().settings().recording() == wanted) {
        return;
      }
      StoredSession session = now.get();
      try {
        stored.update(
            session.with(
                session.sourceLanguage(),
                session.targetLanguage(),
                session.settings().withRecording(wanted)));
        return;
      } catch (StaleVersionException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** Where a session's recording is read, as a path of the api; empty when it has none. */
  public static Optional<String> urlOf(StoredSession session) {
    return session.settings().recording()
        ? Optional.of("/v1/recordings/" + key(session).recordingId())
        : Optional.empty();
  }

  /** The id of a session's recording, when there is one; for who may read the session. */
  public Optional<String> idOf(StoredSession session) {
    RecordingKey key = key(session);
    return store.files(key).stream().anyMatch(RecordingPart::isMetadata)
        ? Optional.of(key.recordingId())
        : Optional.empty();
  }

  /** As {@link #idOf} for any session of the user's, with one look for all of them. */
  public Function<StoredSession, Optional<String>> idsOf(String userId) {
    Set<RecordingKey> there = Set.copyOf(store.ofUser(userId));
    return session ->
        Optional.of(key(session)).filter(there::contains).map(RecordingKey::recordingId);
  }

  /**
   * @throws RefusedException RESOURCE_NOT_FOUND when there is none
   */
  public Recording get(Caller caller, String recordingId) {
    return known(caller, Action.READ, recordingId);
  }

  /** Where its files can be fetched for the next minutes, by name. */
  public Map<String, URI> links(Recording recording) {
    RecordingKey key = key(recording.recordingId());
    return recording.files().stream()
        .collect(
            Collectors.toMap(
                RecordedFile::name, file -> store.link(key, file.name(), LINK_VALIDITY)));
  }

  /**
   * One of its files. Whoever asks for it writes it to its end, which closes it.
   *
   * @throws RefusedException RESOURCE_NOT_FOUND when there is no such recording, or no such file of
   *     it
   */
  public OpenFile file(Caller caller, String recordingId, String name) {
    Recording recording = known(caller, Action.READ, recordingId);
    // Only what the recording itself lists: a name is never part of a path otherwise.
    return recording.files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .flatMap(file -> store.open(key(recordingId), name).map(in -> new OpenFile(file, in)))
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.RESOURCE_NOT_FOUND,
                    "This recording has no such file.",
                    "GET /v1/recordings/{recordingId} lists its files."));
  }

  /** A file that is being read. */
  public record OpenFile(RecordedFile about, InputStream content) {
    public void writeTo(OutputStream out) throws IOException {
      try (content) {
        content.transferTo(out);
      }
    }
  }

  /** Deletes it with all its files. */
  public void delete(Caller caller, String recordingId) {
    delete(known(caller, Action.DELETE, recordingId));
  }

  /** All that is recorded of a session, if anything; whoever calls has been admitted. */
  public void deleteOf(StoredSession session) {
    RecordingKey key = key(session);
    find(key)
        .ifPresentOrElse(
            this::delete,
            () -> {
              deleteUndescribed(key);
              store.forget(session.userId(), key);
            });
  }

  /**
   * What describes a recording goes first, so that those who end it find it deleted. A deletion
   * that broke off after that left files that nobody would find any more.
   */
  private void deleteUndescribed(RecordingKey key) {
    store.delete(key);
  }

  private void delete(Recording recording) {
    RecordingKey key = key(recording.recordingId());
    if (recording.status() == Status.RECORDING) {
      // Otherwise it would begin anew. What other gateways record goes when they find it deleted.
      want(recording.sessionId(), false);
      recorder.discard(recording.sessionId());
    }
    store.delete(key);
    if (recording.status() == Status.RECORDING) {
      // By now those who end it find it deleted.
      bus.publish(recording.sessionId(), new SessionEvent.Recorded(false));
    }
    Set<String> users = new LinkedHashSet<>(List.of(recording.ownerId()));
    recording.participants().forEach(one -> users.add(one.userId()));
    users.forEach(user -> store.forget(user, key));
    listeners.forEach(listener -> listener.deleted(recording));
  }

  /** Those that a user owns or is heard in, for an export. */
  public List<Recording> ofUser(String userId) {
    return store.ofUser(userId).stream().map(this::find).flatMap(Optional::stream).toList();
  }

  /** A file of a recording, for an export; what others alone say in it is not the user's. */
  public Optional<InputStream> audioOf(Recording recording, RecordedFile file, String userId) {
    boolean theirs = recording.ownerId().equals(userId) || isAlone(recording, file, userId);
    return theirs ? store.open(key(recording.recordingId()), file.name()) : Optional.empty();
  }

  /**
   * What the caller alone says in a recording that they may read, as bare 16 kHz mono samples, one
   * file after the other. Whoever reads closes it.
   *
   * @throws RefusedException RESOURCE_NOT_FOUND when there is no such recording, INSUFFICIENT_AUDIO
   *     when nothing of the caller is in it
   */
  public InputStream speechOf(Caller caller, String recordingId) {
    Recording recording = get(caller, recordingId);
    List<String> own =
        recording.files().stream()
            .filter(RecordedFile::isTrack)
            .filter(file -> isAlone(recording, file, caller.principal().userId()))
            .map(RecordedFile::name)
            .toList();
    if (own.isEmpty()) {
      throw new RefusedException(
          ErrorCode.INSUFFICIENT_AUDIO,
          "There is no file in this recording in which you alone are heard.",
          recording.status() == Status.RECORDING
              ? "Ask again when its session has ended."
              : "Choose one of a session in which you spoke with your consent to RECORDING.");
    }
    return new SamplesOfFiles(name -> store.open(key(recordingId), name), own);
  }

  /**
   * Forgets a user: what they own goes whole, and of what others own every file in which they are
   * heard. Whoever records them still sees that they are not noted any more, and keeps none of it.
   */
  public void forget(String userId) {
    for (RecordingKey key : store.ofUser(userId)) {
      Optional<Recording> recording = find(key);
      if (recording.isPresent() && recording.get().ownerId().equals(userId)) {
        delete(recording.get());
      } else if (recording.isPresent()) {
        forgetParticipant(key, userId);
      } else {
        deleteUndescribed(key);
      }
      store.forget(userId, key);
      // What was kept between these two.
      forgetParticipant(key, userId);
    }
  }

  private void forgetParticipant(RecordingKey key, String userId) {
    parts(key).forEach((metadata, part) -> forgetParticipant(key, metadata, part, userId));
  }

  private void forgetParticipant(RecordingKey key, String metadata, Recording part, String userId) {
    Set<String> theirs = participants(part, userId);
    if (theirs.isEmpty()) {
      return;
    }
    List<RecordedFile> left =
        part.files().stream()
            .filter(file -> file.participants().stream().noneMatch(theirs::contains))
            .toList();
    part.files().stream()
        .filter(file -> !left.contains(file))
        .forEach(file -> store.delete(key, file.name()));
    List<RecordedParticipant> others =
        part.participants().stream().filter(one -> !one.userId().equals(userId)).toList();
    Recording rest =
        new Recording(
            part.recordingId(),
            part.sessionId(),
            part.ownerId(),
            Status.INCOMPLETE,
            part.startedAt(),
            part.endedAt(),
            left,
            others);
    store.put(key, metadata, "application/json", RecordingJson.write(rest));
  }

  private static boolean isAlone(Recording recording, RecordedFile file, String userId) {
    Set<String> theirs = participants(recording, userId);
    return !file.participants().isEmpty() && theirs.containsAll(file.participants());
  }

  private static Set<String> participants(Recording recording, String userId) {
    return recording.participants().stream()
        .filter(one -> one.userId().equals(userId))
        .map(RecordedParticipant::participantId)
        .collect(Collectors.toSet());
  }

  private Recording known(Caller caller, Action action, String recordingId) {
    Optional<Recording> recording = RecordingKey.of(recordingId).flatMap(this::find);
    String owner = recording.map(Recording::ownerId).orElse(caller.principal().userId());
    gatekeeper.admit(caller, action, new Resource(Resource.Kind.RECORDINGS, recordingId, owner));
    return recording.orElseThrow(
        () ->
            new RefusedException(
                ErrorCode.RESOURCE_NOT_FOUND,
                "There is no such recording.",
                "Use the id that POST /v1/recordings/{sessionId} answered."));
  }

  private Optional<Recording> find(RecordingKey key) {
    return Recording.of(parts(key).values());
  }

  /** What each gateway recorded, by the name of the file that describes it. */
  private Map<String, Recording> parts(RecordingKey key) {
    Map<String, Recording> parts = new TreeMap<>();
    for (String file : store.files(key)) {
      if (RecordingPart.isMetadata(file)) {
        store.open(key, file).map(RecordingJson::read).ifPresent(part -> parts.put(file, part));
      }
    }
    return parts;
  }

  private static RecordingKey key(StoredSession session) {
    return RecordingKey.of(session.sessionId(), session.startTime());
  }

  private static RecordingKey key(String recordingId) {
    return RecordingKey.of(recordingId).orElseThrow();
  }
}
