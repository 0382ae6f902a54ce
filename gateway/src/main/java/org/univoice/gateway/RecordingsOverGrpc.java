package org.univoice.gateway;

import java.io.InputStream;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.grpc.Recordings;
import org.univoice.gateway.recording.Recording;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.v1.DownloadRecordingRequest.Side;

/** The recordings that REST serves, for gRPC. */
record RecordingsOverGrpc(RecordingService recordings) implements Recordings {
  private static final String SOURCE = "source-audio.wav";

  /** Followed by the language, where there are several. */
  private static final String TRANSLATION = "translated-audio";

  @Override
  public org.univoice.v1.Recording request(Caller caller, String sessionId) {
    return message(recordings.get(caller, recordings.start(caller, sessionId)));
  }

  @Override
  public org.univoice.v1.Recording find(Caller caller, String recordingId) {
    return message(recordings.get(caller, recordingId));
  }

  @Override
  public InputStream open(Caller caller, String recordingId, Side side) {
    Recording recording = recordings.get(caller, recordingId);
    String name = side == Side.SIDE_TRANSLATION ? TRANSLATION : SOURCE;
    return recording.files().stream()
        .filter(file -> file.name().startsWith(name))
        .findFirst()
        .flatMap(file -> recordings.audioOf(recording, file, caller.principal().userId()))
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.RESOURCE_NOT_FOUND,
                    "There is no such file of the recording.",
                    "Ask again when the recording is ready."));
  }

  private static org.univoice.v1.Recording message(Recording recording) {
    return org.univoice.v1.Recording.newBuilder()
        .setRecordingId(recording.recordingId())
        .setSessionId(recording.sessionId())
        .setUserId(recording.ownerId())
        .setState(
            switch (recording.status()) {
              case RECORDING -> org.univoice.v1.Recording.State.STATE_PENDING;
              case COMPLETE, INCOMPLETE -> org.univoice.v1.Recording.State.STATE_READY;
            })
        .setDurationMs(recording.endedAt() == 0 ? 0 : recording.endedAt() - recording.startedAt())
        .setCreatedAt(recording.startedAt())
        .build();
  }
}
