package org.univoice.gateway.grpc;

import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.GrpcServiceBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.util.Optional;
import org.univoice.gateway.rest.ApiPart;
import org.univoice.gateway.rest.Callers;
import org.univoice.gateway.session.SessionService;

/** The contract of {@code univoice.v1} on the api's port, also for gRPC-Web. */
public final class GrpcApi implements ApiPart {
  private static final int LARGEST_MESSAGE_BYTES = 64 * 1024 + 1024;

  private final InterpreterRooms rooms;
  private final SessionService sessions;
  private final Optional<VoiceProfiles> profiles;
  private final Optional<Recordings> recordings;

  public GrpcApi(
      InterpreterRooms rooms,
      SessionService sessions,
      Optional<VoiceProfiles> profiles,
      Optional<Recordings> recordings) {
    this.rooms = rooms;
    this.sessions = sessions;
    this.profiles = profiles;
    this.recordings = recordings;
  }

  @Override
  public void addTo(ServerBuilder server, Callers callers) {
    RichErrors errors = new RichErrors(rooms.clock());
    Calls calls = new Calls(callers, errors);
    GrpcServiceBuilder grpc =
        GrpcService.builder()
            .addService(new SessionCalls(calls, sessions))
            .addService(new LanguageCalls(calls, rooms.catalogue()))
            .addService(new InterpreterCalls(rooms, errors))
            .addService(ProtoReflectionServiceV1.newInstance())
            .supportedSerializationFormats(
                GrpcSerializationFormats.PROTO,
                GrpcSerializationFormats.PROTO_WEB,
                GrpcSerializationFormats.PROTO_WEB_TEXT)
            .enableHealthCheckService(true)
            // Stores and models are waited for: never on an event loop.
            .useBlockingTaskExecutor(true)
            .exceptionHandler(CallDeadlines::status)
            .maxRequestMessageLength(LARGEST_MESSAGE_BYTES);
    profiles.ifPresent(served -> grpc.addService(new VoiceProfileCalls(calls, served)));
    recordings.ifPresent(served -> grpc.addService(new RecordingCalls(calls, served)));
    server.service(grpc.build(), CallDeadlines::new);
  }
}
