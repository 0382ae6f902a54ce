package org.univoice.gateway.rest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.digest.Sha256;
import org.univoice.gateway.idempotency.Idempotency;
import org.univoice.gateway.idempotency.Idempotency.Again;
import org.univoice.gateway.idempotency.Idempotency.Claim;
import org.univoice.gateway.idempotency.Idempotency.Turn;
import org.univoice.gateway.idempotency.KeptResponse;

/** A POST with an {@code Idempotency-Key} is carried out once, however often it is sent. */
final class IdempotencyDecorator extends SimpleDecoratingHttpService {
  private static final String KEY = "idempotency-key";

  /** What is answered there is shown once, and kept nowhere. */
  private static final String SECRETS = "/v1/api-keys";

  private static final String REPLAYED = "Idempotency-Replayed";

  /** The others are this request's own, or made anew on the way out. */
  private static final Set<String> KEPT_HEADERS =
      Set.of("content-type", "location", "content-disposition", "etag");

  private final Idempotency idempotency;
  private final Callers callers;

  IdempotencyDecorator(HttpService delegate, Idempotency idempotency, Callers callers) {
    super(delegate);
    this.idempotency = idempotency;
    this.callers = callers;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    String key = request.headers().get(KEY);
    // What anybody may ask is not kept, and of a stranger nothing is read before it is served.
    Optional<Caller> caller = callers.known(ctx);
    if (key == null
        || caller.isEmpty()
        || request.method() != HttpMethod.POST
        || ctx.path().startsWith(SECRETS)) {
      return unwrap().serve(ctx, request);
    }
    String userId = caller.get().principal().userId();
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(whole -> once(ctx, whole, userId, key), ctx.blockingTaskExecutor()));
  }

  private HttpResponse once(
      ServiceRequestContext ctx, AggregatedHttpRequest request, String userId, String key) {
    Turn turn = idempotency.begin(userId, key, fingerprint(request));
    if (turn instanceof Again again) {
      return again(again.response());
    }
    Claim claim = (Claim) turn;
    CompletableFuture<AggregatedHttpResponse> answer = next(ctx, request).aggregate();
    return HttpResponse.of(
        answer.handleAsync(
            (response, failure) -> end(ctx, claim, response, failure), ctx.blockingTaskExecutor()));
  }

  private static HttpResponse end(
      ServiceRequestContext ctx, Claim claim, AggregatedHttpResponse response, Throwable failure) {
    if (failure != null) {
      claim.failed();
      return HttpResponse.ofFailure(failure);
    }
    claim.answered(kept(response));
    return response.toHttpResponse();
  }

  private HttpResponse next(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    HttpRequest again = request.toHttpRequest();
    ctx.updateRequest(again);
    try {
      return unwrap().serve(ctx, again);
    } catch (Exception e) {
      return HttpResponse.ofFailure(e);
    }
  }

  private static KeptResponse kept(AggregatedHttpResponse response) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    response
        .headers()
        .forEach(
            (name, value) -> {
              if (KEPT_HEADERS.contains(name.toString())) {
                headers.add(Map.entry(name.toString(), value));
              }
            });
    return new KeptResponse(response.status().code(), headers, response.content().array());
  }

  private static HttpResponse again(KeptResponse kept) {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.valueOf(kept.status()));
    kept.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
    headers.set(REPLAYED, "true");
    return HttpResponse.of(headers.build(), HttpData.wrap(kept.body()));
  }

  private static byte[] fingerprint(AggregatedHttpRequest request) {
    MessageDigest digest = Sha256.start();
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    for (String part : List.of(request.method().name(), request.path(), type)) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return digest.digest(request.content().array());
  }
}
