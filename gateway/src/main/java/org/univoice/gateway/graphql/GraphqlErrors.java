package org.univoice.gateway.graphql;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.ErrorResponse;
import org.univoice.gateway.error.Refusals;
import org.univoice.gateway.error.RefusedException;

/** Where what went wrong becomes an error of GraphQL, with the rest of it as extensions. */
final class GraphqlErrors implements DataFetcherExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(GraphqlErrors.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};
  private static final String CODE = "code";

  private final Clock clock;

  GraphqlErrors(Clock clock) {
    this.clock = clock;
  }

  @Override
  public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
      DataFetcherExceptionHandlerParameters failed) {
    Throwable failure = failed.getException();
    Caller caller = failed.getDataFetchingEnvironment().getGraphQlContext().get("caller");
    GraphQLError error =
        GraphqlErrorBuilder.newError(failed.getDataFetchingEnvironment())
            .message("%s", Refusals.of(failure).getMessage())
            .errorType(ErrorType.DataFetchingException)
            .extensions(extensions(failure, caller.requestId()))
            .build();
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(error).build());
  }

  Map<String, Object> of(Throwable failure, String requestId) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", Refusals.of(failure).getMessage());
    error.put("extensions", extensions(failure, requestId));
    return error;
  }

  /** What graphql-java found wrong with the question itself gets our extensions too. */
  List<Map<String, Object>> of(List<GraphQLError> errors, String requestId) {
    return errors.stream().map(error -> specification(error, requestId)).toList();
  }

  private Map<String, Object> specification(GraphQLError error, String requestId) {
    Map<String, Object> shown = new LinkedHashMap<>(error.toSpecification());
    boolean isOurs = error.getExtensions() != null && error.getExtensions().containsKey(CODE);
    if (!isOurs) {
      RefusedException refusal =
          new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "The question does not fit the schema.",
              "Compare it with the schema in the documentation.");
      shown.put("extensions", extensions(refusal, requestId));
    }
    return shown;
  }

  private Map<String, Object> extensions(Throwable failure, String requestId) {
    if (Refusals.isOurs(failure)) {
      LOG.error("A question failed", failure);
    }
    ErrorResponse response = ErrorResponse.of(failure, requestId, clock.millis());
    Map<String, Object> extensions = JSON.convertValue(response, MAP);
    extensions.remove("message");
    return extensions;
  }
}
