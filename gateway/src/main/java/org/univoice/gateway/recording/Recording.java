package org.univoice.gateway.recording;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a session's recording, or of one part of it; the latter is kept beside it as
 * metadata.json.
 *
 * @param startedAt milliseconds since the epoch
 * @param endedAt milliseconds since the epoch; 0 while it lasts
 * @param participants whose speech is in it
 */
public record Recording(
    String recordingId,
    String sessionId,
    String ownerId,
    Status status,
    long startedAt,
    long endedAt,
    List<RecordedFile> files,
    List<RecordedParticipant> participants) {

  /** How far it is. */
  public enum Status {
    RECORDING,
    COMPLETE,
    /** Something is missing: the store was too slow, or the gateway had no room. */
    INCOMPLETE
  }

  /**
   * One file.
   *
   * @param participants whose speech is in it
   * @param startedAt the zero of its timeline, in milliseconds since the epoch; 0: as its recording
   */
  public record RecordedFile(
      String name, String contentType, long bytes, List<String> participants, long startedAt) {

    /** Whether it holds what one participant said, and nothing else. */
    @JsonIgnore
    boolean isTrack() {
      return name.contains(SessionRecorder.SOURCE + "-");
    }

    private RecordedFile since(long millis) {
      return startedAt > 0
          ? this
          : new RecordedFile(name, contentType, bytes, participants, millis);
    }
  }

  /**
   * Somebody who consented.
   *
   * @param consentVersion of the words that they agreed to
   * @param consentAt milliseconds since the epoch
   */
  public record RecordedParticipant(
      String participantId, String userId, String consentVersion, long consentAt) {}

  /** Of which nothing is there yet. */
  static Recording begun(RecordingKey key, String ownerId, long atMillis) {
    return new Recording(
        key.recordingId(),
        key.sessionId(),
        ownerId,
        Status.RECORDING,
        atMillis,
        0,
        List.of(),
        List.of());
  }

  /** Parts of one session as one recording, the earliest first; empty when there are none. */
  static Optional<Recording> of(Collection<Recording> parts) {
    List<Recording> sorted =
        parts.stream().sorted(Comparator.comparingLong(Recording::startedAt)).toList();
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    Recording first = sorted.get(0);
    boolean lasts = sorted.stream().anyMatch(part -> part.endedAt == 0);
    return Optional.of(
        new Recording(
            first.recordingId,
            first.sessionId,
            first.ownerId,
            status(sorted),
            first.startedAt,
            lasts ? 0 : sorted.stream().mapToLong(Recording::endedAt).max().orElseThrow(),
            sorted.stream()
                .flatMap(part -> part.files.stream().map(file -> file.since(part.startedAt)))
                .toList(),
            sorted.stream().flatMap(part -> part.participants.stream()).distinct().toList()));
  }

  private static Status status(List<Recording> parts) {
    List<Status> all = parts.stream().map(Recording::status).toList();
    if (all.contains(Status.RECORDING)) {
      return Status.RECORDING;
    }
    return all.contains(Status.INCOMPLETE) ? Status.INCOMPLETE : Status.COMPLETE;
  }
}
