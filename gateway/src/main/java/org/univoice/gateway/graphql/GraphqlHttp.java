package org.univoice.gateway.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.AbstractHttpService;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServiceRequestContext;
import graphql.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.rest.Callers;

/** One question per POST. */
final class GraphqlHttp extends AbstractHttpService {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Callers callers;
  private final GraphqlEngine engine;
  private final GraphqlErrors errors;

  GraphqlHttp(Callers callers, GraphqlEngine engine, GraphqlErrors errors) {
    this.callers = callers;
    this.engine = engine;
    this.errors = errors;
  }

  @Override
  protected HttpResponse doPost(ServiceRequestContext ctx, HttpRequest request) {
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(whole -> answer(ctx, whole), ctx.blockingTaskExecutor()));
  }

  private HttpResponse answer(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    Caller caller = callers.of(ctx);
    MediaType type = request.contentType();
    if (type == null || !type.is(MediaType.JSON)) {
      throw HttpStatusException.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }
    GraphqlQuestion question = GraphqlQuestion.read(request.content().array());
    ExecutionResult result = engine.execute(ctx, question, caller);
    if (result.getData() instanceof Publisher) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "A subscription needs a connection that stays open.",
          "Open a WebSocket at this address with the subprotocol graphql-transport-ws.");
    }
    return HttpResponse.of(
        HttpStatus.OK, MediaType.JSON, text(shown(result, errors, caller.requestId())));
  }

  static Map<String, Object> shown(ExecutionResult result, GraphqlErrors errors, String requestId) {
    Map<String, Object> shown = new LinkedHashMap<>();
    if (!result.getErrors().isEmpty()) {
      shown.put("errors", errors.of(result.getErrors(), requestId));
    }
    if (result.isDataPresent()) {
      shown.put("data", result.getData());
    }
    return shown;
  }

  static String text(Object json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
