package org.univoice.gateway;

import java.io.InputStream;
import java.util.List;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.grpc.Recordings;
import org.univoice.gateway.recording.Recording;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.v1.DownloadRecordingRequest.Side;
import org.univoice.v1.RecordedFile;

/** The recordings that REST serves, for gRPC. */
record RecordingsOverGrpc(RecordingService recordings) implements Recordings {
  private static final String SOURCE = "source-audio.wav";
  private static final String TRANSLATION = "translated-audio.wav";

  @Override
  public org.univoice.v1.Recording request(Caller caller, String sessionId) {
    return message(recordings.start(caller, sessionId));
  }

  @Override
  public org.univoice.v1.Recording find(Caller caller, String recordingId) {
    return message(recordings.get(caller, recordingId));
  }

  @Override
  public InputStream open(Caller caller, String recordingId, Side side, String wanted) {
    Recording recording = recordings.get(caller, recordingId);
    String name = side == Side.SIDE_TRANSLATION ? TRANSLATION : SOURCE;
    return recording.files().stream()
        .filter(file -> wanted.isEmpty() ? file.name().endsWith(name) : file.name().equals(wanted))
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
    List<RecordedFile> files =
        recording.files().stream()
            .map(
                file ->
                    RecordedFile.newBuilder()
                        .setName(file.name())
                        .setBytes(file.bytes())
                        .setStartedAt(file.startedAt())
                        .build())
            .toList();
    return org.univoice.v1.Recording.newBuilder()
        .addAllFiles(files)
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
