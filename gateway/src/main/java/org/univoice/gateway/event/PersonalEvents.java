package org.univoice.gateway.event;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.univoice.gateway.event.LifecycleEvent.Type;
import org.univoice.gateway.privacy.Erasure;
import org.univoice.gateway.privacy.ErasureListener;
import org.univoice.gateway.recording.Recording;
import org.univoice.gateway.recording.RecordingKey;
import org.univoice.gateway.recording.RecordingListener;
import org.univoice.gateway.user.ConsentEntry;
import org.univoice.gateway.user.ConsentListener;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.gateway.voice.VoiceProfileListener;

/** Tells what happens to voices, consents, recordings and accounts. */
public final class PersonalEvents
    implements VoiceProfileListener, ConsentListener, RecordingListener, ErasureListener {
  private static final String USER = "userId";

  private final EventSink sink;
  private final Clock clock;

  public PersonalEvents(EventSink sink, Clock clock) {
    this.sink = sink;
    this.clock = clock;
  }

  @Override
  public void changed(VoiceProfile profile) {
    Type type = profile.version() == 1 ? Type.VOICE_PROFILE_CREATED : Type.VOICE_PROFILE_UPDATED;
    sink.publish(LifecycleEvent.of(type, profile.updatedAt(), detail(profile)));
  }

  @Override
  public void deleted(VoiceProfile profile) {
    publish(Type.VOICE_PROFILE_DELETED, detail(profile));
  }

  private static Map<String, Object> detail(VoiceProfile profile) {
    return Map.of(
        "profileId", profile.profileId(), USER, profile.userId(), "version", profile.version());
  }

  @Override
  public void changed(String userId, ConsentEntry entry) {
    Map<String, Object> detail =
        Map.of(USER, userId, "consent", entry.kind().name(), "given", entry.consent().given());
    sink.publish(LifecycleEvent.of(Type.CONSENT_CHANGED, entry.consent().at(), detail));
  }

  @Override
  public void started(RecordingKey recording, String ownerId) {
    publish(
        Type.RECORDING_STARTED, detail(recording.recordingId(), recording.sessionId(), ownerId));
  }

  @Override
  public void ended(Recording recording) {
    publish(
        Type.RECORDING_ENDED,
        Map.of(
            "recordingId",
            recording.recordingId(),
            "sessionId",
            recording.sessionId(),
            USER,
            recording.ownerId(),
            "status",
            recording.status().name(),
            "durationMillis",
            recording.endedAt() - recording.startedAt(),
            "fileCount",
            recording.files().size()));
  }

  @Override
  public void deleted(Recording recording) {
    publish(
        Type.RECORDING_DELETED,
        detail(recording.recordingId(), recording.sessionId(), recording.ownerId()));
  }

  private static Map<String, Object> detail(String recordingId, String sessionId, String ownerId) {
    return Map.of("recordingId", recordingId, "sessionId", sessionId, USER, ownerId);
  }

  /** Several gateways may go on with one erasure: what they tell is the same event. */
  @Override
  public void completed(Erasure erasure) {
    String name = Type.USER_ERASED + "/" + erasure.userId() + "/" + erasure.requestedAt();
    String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    sink.publish(
        new LifecycleEvent(
            Type.USER_ERASED,
            id,
            Instant.ofEpochMilli(erasure.completedAt()),
            Map.of(USER, erasure.userId())));
  }

  private void publish(Type type, Map<String, Object> detail) {
    sink.publish(LifecycleEvent.of(type, clock.instant(), detail));
  }
}
