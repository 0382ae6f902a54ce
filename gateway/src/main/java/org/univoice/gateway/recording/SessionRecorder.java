package org.univoice.gateway.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.bounded.BoundedMap;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.recording.Recording.RecordedFile;
import org.univoice.gateway.recording.Recording.RecordedParticipant;
import org.univoice.gateway.recording.Recording.Status;
import org.univoice.gateway.transcript.Transcript;
import org.univoice.internal.v1.AudioChunk;

/**
 * Records one session: only what those say who consent, each on a timeline that begins with the
 * recording. Used by one thread.
 */
final class SessionRecorder {
  static final String SOURCE = "source-audio";
  private static final Logger LOG = LoggerFactory.getLogger(SessionRecorder.class);
  private static final String TRANSLATED = "translated-audio";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SOURCE_HZ = 16_000;
  private static final int SPEECH_HZ = 24_000;
  private static final int MIX_SECONDS = 10;

  /** Capture times waver by less than this; more is a gap. */
  private static final int WAVER_SAMPLES = SOURCE_HZ / 5;

  private static final int REMEMBERED_PIECES = 4_096;

  private final RecordingPart part;
  private final RecordingKey key;
  private final String ownerId;
  private final long startedMillis;
  private final RecordingStore store;
  private final Spool spool;
  private final Map<String, RecordedParticipant> consenting = new HashMap<>();
  private final Map<String, RecordedParticipant> everRecorded = new LinkedHashMap<>();

  /** By participant, of those who joined with one. */
  private final Map<String, String> names = new HashMap<>();

  /** Users of whom nothing may be in it, whatever comes late. */
  private final Set<String> forgotten = new HashSet<>();

  /** Of whom the store knows that they are in it; done when it does. */
  private final Map<String, CompletableFuture<Boolean>> noted = new HashMap<>();

  private final Map<String, Line> tracks = new HashMap<>();
  private final Map<String, Line> translations = new LinkedHashMap<>();
  private final Map<String, Begun> begun = new HashMap<>();
  private final MixTimeline mix = new MixTimeline(SOURCE_HZ * MIX_SECONDS);
  private final Line mixed;
  private final Line transcript;
  private CompletableFuture<Void> announcement = CompletableFuture.completedFuture(null);
  private volatile boolean announced;
  private final Set<String> pieces =
      Collections.newSetFromMap(BoundedMap.ofLatest(REMEMBERED_PIECES));

  SessionRecorder(
      RecordingPart part, String ownerId, Instant started, RecordingStore store, Spool spool) {
    this.part = part;
    this.key = part.recording();
    this.ownerId = ownerId;
    this.startedMillis = started.toEpochMilli();
    this.store = store;
    this.spool = spool;
    this.mixed = wav(SOURCE + ".wav", SOURCE_HZ);
    this.transcript =
        new Line(
            new SpooledFile(
                store,
                key,
                part.file("transcript.json"),
                "application/json",
                bytes -> new byte[0],
                Long.MAX_VALUE,
                spool));
    write(transcript, json(Map.of("sessionId", key.sessionId())).replaceFirst("}$", ""));
    write(transcript, ",\"segments\":[");
  }

  /** A file and how far it reaches. */
  private static final class Line {
    private final SpooledFile file;
    private final Set<String> participants = new TreeSet<>();
    private long samples;
    private boolean first = true;
    private boolean gone;

    private Line(SpooledFile file) {
      this.file = file;
    }

    private void silenceUntil(long sample) {
      if (samples < sample) {
        file.silence(2 * (sample - samples));
        samples = sample;
      }
    }

    private void add(byte[] pcm) {
      if (isSilent(pcm)) {
        file.silence(pcm.length);
      } else {
        file.write(pcm, pcm.length);
      }
      samples += pcm.length / 2;
    }
  }

  private static boolean isSilent(byte[] pcm) {
    for (byte one : pcm) {
      if (one != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whose speech is translated in pieces that follow. */
  private record Begun(String speakerTrack, String language) {}

  /**
   * From now on what this participant says is recorded.
   *
   * @param name with which it joined; empty when it said none
   */
  void consents(RecordedParticipant participant, String name) {
    String userId = participant.userId();
    if (forgotten.contains(userId)) {
      return;
    }
    noted.computeIfAbsent(
        userId,
        user ->
            CompletableFuture.runAsync(() -> store.note(user, key), spool.senders())
                .handle((done, failure) -> failure == null));
    consenting.put(participant.participantId(), participant);
    everRecorded.putIfAbsent(participant.participantId(), participant);
    if (!name.isEmpty()) {
      names.put(participant.participantId(), name);
    }
  }

  /** From now on somebody who has been recorded is called so. */
  void renames(String participantId, String name) {
    if (everRecorded.containsKey(participantId)) {
      names.put(participantId, name);
    }
  }

  /** From now on it is not. */
  void refuses(String participantId) {
    consenting.remove(participantId);
  }

  /** Every file in which the user is heard goes, and so does their name. */
  void forget(String userId) {
    forgotten.add(userId);
    Set<String> theirs = new HashSet<>();
    everRecorded.values().stream()
        .filter(one -> one.userId().equals(userId))
        .forEach(one -> theirs.add(one.participantId()));
    everRecorded.keySet().removeAll(theirs);
    consenting.keySet().removeAll(theirs);
    names.keySet().removeAll(theirs);
    lines().stream()
        .filter(line -> line.participants.stream().anyMatch(theirs::contains))
        .forEach(
            line -> {
              line.gone = true;
              line.participants.removeAll(theirs);
              line.file.discard();
            });
  }

  void heard(String participantId, List<AudioChunk> chunks) {
    if (!consenting.containsKey(participantId)) {
      return;
    }
    Line line =
        tracks.computeIfAbsent(participantId, id -> wav(SOURCE + "-" + id + ".wav", SOURCE_HZ));
    line.participants.add(participantId);
    mixed.participants.add(participantId);
    for (AudioChunk chunk : chunks) {
      byte[] pcm = chunk.getPayload().toByteArray();
      long at =
          (chunk.getCapturedAtMs() - chunk.getDurationMs() - startedMillis) * SOURCE_HZ / 1_000;
      if (at - line.samples > WAVER_SAMPLES) {
        line.silenceUntil(at);
      }
      mix.add(line.samples, pcm, mixed::add);
      line.add(pcm);
    }
  }

  void delivered(Delivery delivery, long nowMillis) {
    DeliveryBody body = delivery.body();
    if (body instanceof DeliveryBody.Caption caption && caption.isFinal()) {
      DeliveryBody.Segment segment = caption.segment();
      if (isNew(segment.track(), segment.id() + "/caption")) {
        said(segment, caption.language(), caption.text(), null);
      }
    } else if (body instanceof DeliveryBody.Translation translation) {
      DeliveryBody.Segment segment = translation.segment();
      if (isNew(segment.track(), segment.id() + "/" + translation.language())) {
        said(segment, translation.language(), translation.text(), translation.sourceLanguage());
      }
    } else if (body instanceof DeliveryBody.SpeechBegin begin) {
      begun.put(
          delivery.participantId() + "/" + begin.segment().id(),
          new Begun(begin.segment().track(), begin.language()));
    } else if (body instanceof DeliveryBody.SpeechChunk chunk) {
      Begun speech = begun.get(delivery.participantId() + "/" + chunk.segmentId());
      if (speech != null
          && isNew(
              speech.speakerTrack(),
              chunk.segmentId() + "/" + speech.language() + "/" + chunk.index())) {
        spoken(speech, chunk.pcm(), nowMillis);
      }
    } else if (body instanceof DeliveryBody.SpeechEnd end) {
      begun.remove(delivery.participantId() + "/" + end.segmentId());
    }
  }

  /** Every listener gets its own copy, perhaps once more; one is recorded, of who consents. */
  private boolean isNew(String speakerTrack, String piece) {
    return consenting.containsKey(speakerTrack) && pieces.add(piece);
  }

  private void said(
      DeliveryBody.Segment segment, String language, String text, String translatedFrom) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("segment", segment.id());
    said.put("speaker", segment.speaker());
    said.put("participant", segment.track());
    if (names.containsKey(segment.track())) {
      said.put("name", names.get(segment.track()));
    }
    said.put("startMs", segment.startMillis());
    said.put("endMs", segment.endMillis());
    said.put("language", language);
    said.put("text", text);
    if (translatedFrom != null) {
      said.put("translatedFrom", translatedFrom);
    }
    transcript.participants.add(segment.track());
    write(transcript, (transcript.first ? "" : ",") + "\n" + json(said));
    transcript.first = false;
  }

  /** As it is heard: not before it is there, and not over what is spoken already. */
  private void spoken(Begun speech, byte[] pcm, long nowMillis) {
    String suffix = translations.isEmpty() ? "" : "-" + speech.language();
    Line line =
        translations.computeIfAbsent(
            speech.language(), language -> wav(TRANSLATED + suffix + ".wav", SPEECH_HZ));
    line.participants.add(speech.speakerTrack());
    line.silenceUntil((nowMillis - startedMillis) * SPEECH_HZ / 1_000);
    line.add(pcm);
  }

  private Line wav(String name, int rateHz) {
    return new Line(SpooledFile.wav(store, key, part.file(name), rateHz, spool));
  }

  /** What is known now. */
  private Recording recording(Status status, long endedMillis, List<Line> lines) {
    return new Recording(
        key.recordingId(),
        key.sessionId(),
        ownerId,
        status,
        startedMillis,
        endedMillis,
        lines.stream()
            .map(
                line ->
                    new RecordedFile(
                        line.file.name(),
                        line.file.contentType(),
                        line.file.bytes(),
                        List.copyOf(line.participants),
                        startedMillis))
            .toList(),
        List.copyOf(everRecorded.values()));
  }

  /** Tells the store that it has begun. */
  void announce() {
    Recording now = recording(Status.RECORDING, 0, List.of());
    announcement = CompletableFuture.runAsync(() -> announce(now), spool.senders());
  }

  private void announce(Recording now) {
    keep(now);
    announced = true;
    store.note(ownerId, key);
  }

  private void keep(Recording recording) {
    store.put(
        key, part.file(RecordingPart.METADATA), "application/json", RecordingJson.write(recording));
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>(tracks.values());
    lines.addAll(0, tracks.isEmpty() ? List.of() : List.of(mixed));
    lines.addAll(translations.values());
    lines.add(transcript);
    return lines;
  }

  /**
   * Nothing more comes; done when the store has what could be brought to it. Empty when it was
   * deleted meanwhile, perhaps through another gateway: nothing is left of it then.
   */
  CompletableFuture<Optional<Recording>> finish(long nowMillis) {
    mix.finish(mixed::add);
    write(transcript, "\n],\"participants\":" + json(named()) + "}\n");
    return announcement
        .handleAsync((done, failure) -> isDeleted(), spool.senders())
        .thenCompose(
            deleted -> {
              if (deleted) {
                discard();
                return CompletableFuture.completedFuture(Optional.empty());
              }
              forgetErased();
              return send(nowMillis);
            });
  }

  /** Only of those who say something in it: it goes when they are forgotten. */
  private List<Transcript.Named> named() {
    return transcript.participants.stream()
        .filter(names::containsKey)
        .map(id -> new Transcript.Named(id, names.get(id)))
        .sorted(Comparator.comparing(Transcript.Named::name).thenComparing(Transcript.Named::id))
        .toList();
  }

  /** Whoever erases somebody, at whichever gateway, takes back that they are noted here. */
  private void forgetErased() {
    noted.forEach(
        (user, known) -> {
          if (!forgotten.contains(user) && known.join() && !isNoted(user)) {
            forget(user);
          }
        });
  }

  private boolean isNoted(String user) {
    try {
      return store.ofUser(user).contains(key);
    } catch (RuntimeException e) {
      LOG.warn("Whether somebody was erased cannot be seen: {}", e.toString());
      return true;
    }
  }

  /** Whoever deletes a recording deletes what describes its parts. */
  private boolean isDeleted() {
    if (!announced) {
      return false;
    }
    // Not by a list, which may leave out what others write at this moment.
    try (InputStream there = store.open(key, part.file(RecordingPart.METADATA)).orElse(null)) {
      return there == null;
    } catch (IOException | RuntimeException e) {
      LOG.warn("Whether a recording was deleted cannot be seen: {}", e.toString());
      return false;
    }
  }

  private CompletableFuture<Optional<Recording>> send(long nowMillis) {
    List<Line> lines = lines().stream().filter(line -> !line.gone).toList();
    List<CompletableFuture<Boolean>> files =
        lines.stream()
            .map(line -> line.file.finish().handle((done, failure) -> failure == null))
            .toList();
    return CompletableFuture.allOf(files.toArray(new CompletableFuture[0]))
        .thenApplyAsync(
            all -> {
              List<Line> kept = new ArrayList<>();
              boolean complete = lines.size() == lines().size();
              for (int i = 0; i < lines.size(); i++) {
                complete &= files.get(i).join() && !lines.get(i).file.isTruncated();
                if (files.get(i).join()) {
                  kept.add(lines.get(i));
                }
              }
              return settle(kept, complete, nowMillis);
            },
            spool.senders());
  }

  /** Whatever was decided while it was sent, at whichever gateway, holds for what was sent. */
  private Optional<Recording> settle(List<Line> sent, boolean complete, long nowMillis) {
    if (isDeleted()) {
      sent.forEach(line -> store.delete(key, line.file.name()));
      return Optional.empty();
    }
    keep(recording(complete ? Status.COMPLETE : Status.INCOMPLETE, nowMillis, sent));
    store.note(ownerId, key);
    forgetErased();
    List<Line> left = sent.stream().filter(line -> !line.gone).toList();
    boolean isWhole = complete && left.size() == sent.size();
    Recording whole = recording(isWhole ? Status.COMPLETE : Status.INCOMPLETE, nowMillis, left);
    if (left.size() < sent.size()) {
      sent.stream().filter(line -> line.gone).forEach(line -> store.delete(key, line.file.name()));
      keep(whole);
    }
    return Optional.of(whole);
  }

  /** Nothing is left of it. */
  void discard() {
    tracks.values().forEach(line -> line.file.discard());
    translations.values().forEach(line -> line.file.discard());
    mixed.file.discard();
    transcript.file.discard();
  }

  private static void write(Line line, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    line.file.write(bytes, bytes.length);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
