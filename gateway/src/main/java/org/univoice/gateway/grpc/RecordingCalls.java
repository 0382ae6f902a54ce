package org.univoice.gateway.grpc;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.univoice.gateway.rest.Callers;
import org.univoice.v1.DownloadRecordingRequest;
import org.univoice.v1.GetRecordingRequest;
import org.univoice.v1.Recording;
import org.univoice.v1.RecordingPiece;
import org.univoice.v1.RecordingServiceGrpc;
import org.univoice.v1.RequestRecordingRequest;

/** Recordings over gRPC. */
final class RecordingCalls extends RecordingServiceGrpc.RecordingServiceImplBase {
  private static final int PIECE_BYTES = 64 * 1024;

  private final Calls calls;
  private final Recordings recordings;

  RecordingCalls(Calls calls, Recordings recordings) {
    this.calls = calls;
    this.recordings = recordings;
  }

  @Override
  public void requestRecording(RequestRecordingRequest request, StreamObserver<Recording> answers) {
    calls.answer(answers, caller -> recordings.request(caller, request.getSessionId()));
  }

  @Override
  public void getRecording(GetRecordingRequest request, StreamObserver<Recording> answers) {
    calls.answer(answers, caller -> recordings.find(caller, request.getRecordingId()));
  }

  @Override
  public void downloadRecording(
      DownloadRecordingRequest request, StreamObserver<RecordingPiece> answers) {
    String requestId = Callers.requestId(ServiceRequestContext.current());
    try {
      InputStream wav =
          recordings.open(
              calls.caller(), request.getRecordingId(), request.getSide(), request.getFile());
      Download download = new Download(wav, (ServerCallStreamObserver<RecordingPiece>) answers);
      download.call.setOnCancelHandler(download::close);
      download.call.setOnReadyHandler(() -> download.go(requestId));
      download.go(requestId);
    } catch (RuntimeException e) {
      answers.onError(calls.errors().ending(e, requestId));
    }
  }

  /** Sends only as much as the client reads. */
  private final class Download {
    private final InputStream wav;
    private final ServerCallStreamObserver<RecordingPiece> call;
    private boolean over;

    private Download(InputStream wav, ServerCallStreamObserver<RecordingPiece> call) {
      this.wav = wav;
      this.call = call;
    }

    private synchronized void go(String requestId) {
      try {
        while (!over && call.isReady()) {
          byte[] piece = wav.readNBytes(PIECE_BYTES);
          if (piece.length == 0) {
            close();
            call.onCompleted();
          } else {
            call.onNext(RecordingPiece.newBuilder().setWav(ByteString.copyFrom(piece)).build());
          }
        }
      } catch (IOException | RuntimeException e) {
        close();
        call.onError(calls.errors().ending(e, requestId));
      }
    }

    private synchronized void close() {
      over = true;
      try {
        wav.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
