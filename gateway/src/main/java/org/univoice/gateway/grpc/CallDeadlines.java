package org.univoice.gateway.grpc;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.util.TimeoutMode;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;

/**
 * How long calls may take, whatever their clients want. Only a conversation lasts as long as it
 * lasts: there the length of single messages is what is bounded.
 */
final class CallDeadlines extends SimpleDecoratingHttpService {
  static final String CONVERSATION = "/univoice.v1.InterpreterService/Interpret";
  static final String UPLOAD = "/univoice.v1.VoiceProfileService/CreateVoiceProfile";
  private static final Duration UNARY = Duration.ofSeconds(10);
  private static final Map<String, Duration> OTHERS =
      Map.of(
          // As over REST.
          UPLOAD,
          Duration.ofSeconds(60),
          "/univoice.v1.RecordingService/DownloadRecording",
          Duration.ofHours(1),
          // Watched by load balancers, who ask again.
          "/grpc.health.v1.Health/Watch",
          Duration.ofHours(1),
          "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
          Duration.ofMinutes(1));

  private final Duration unary;

  CallDeadlines(HttpService delegate) {
    this(delegate, UNARY);
  }

  CallDeadlines(HttpService delegate, Duration unary) {
    super(delegate);
    this.unary = unary;
  }

  /** Armeria would call it cancelled; null: as it would have it. */
  static Status status(RequestContext ctx, Status status, Throwable cause, Metadata metadata) {
    return cause instanceof RequestTimeoutException
        ? Status.DEADLINE_EXCEEDED.withDescription("This took too long. Try again in a moment.")
        : null;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    if (ctx.path().equals(CONVERSATION)) {
      return unwrap().serve(ctx, request);
    }
    HttpResponse response = unwrap().serve(ctx, request);
    // By now the service has put the client's own deadline there, or taken ours away.
    Duration most = OTHERS.getOrDefault(ctx.path(), unary);
    long wanted = ctx.requestTimeoutMillis();
    if (wanted == 0 || wanted > most.toMillis()) {
      ctx.setRequestTimeout(TimeoutMode.SET_FROM_START, most);
    }
    return response;
  }
}
