package org.univoice.gateway.recording;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What is known of a session's recording; kept beside it as metadata.json.
 *
 * @param startedAt milliseconds since the epoch, the zero of every file's timeline
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
   */
  public record RecordedFile(
      String name, String contentType, long bytes, List<String> participants) {

    /** Whether it holds what one participant said, and nothing else. */
    @JsonIgnore
    boolean isTrack() {
      return name.contains(SessionRecorder.SOURCE + "-");
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
}
