package org.univoice.gateway.grpc;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.GrpcServiceBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.util.Optional;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.rest.ApiPart;
import org.univoice.gateway.rest.CallerLimits;
import org.univoice.gateway.rest.Callers;
import org.univoice.gateway.session.SessionService;

/** The contract of {@code univoice.v1} on the api's port, also for gRPC-Web. */
public final class GrpcApi implements ApiPart {
  private static final int LARGEST_MESSAGE_BYTES = 64 * 1024 + 1024;
  private static final String OURS = "/univoice.v1.";

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
  public void addTo(ServerBuilder server, Callers callers, CallerLimits limits) {
    RichErrors errors = new RichErrors(rooms.clock());
    Calls calls = new Calls(callers, limits, errors);
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

  /** A client of gRPC looks for a status in trailers, and makes little of one of HTTP. */
  @Override
  public HttpResponse refused(ServiceRequestContext ctx, Throwable failure) {
    MediaType type = ctx.request().contentType();
    boolean isCall = type != null && type.subtype().startsWith("grpc");
    boolean isRefusal = Exceptions.peel(failure) instanceof RefusedException;
    return isCall && isRefusal
        ? new RichErrors(rooms.clock()).refusing(failure, Callers.requestId(ctx), type)
        : null;
  }

  /** How much may be sent is said before anything comes; for how long, by {@link CallDeadlines}. */
  @Override
  public void begins(ServiceRequestContext ctx) {
    String path = ctx.path();
    if (path.equals(CallDeadlines.CONVERSATION) || path.equals(CallDeadlines.UPLOAD)) {
      ctx.setMaxRequestLength(0);
    } else if (path.startsWith(OURS)) {
      // So that it is gRPC that finds a message too large, and says so in its own way.
      ctx.setMaxRequestLength(2L * LARGEST_MESSAGE_BYTES);
    }
  }
}
