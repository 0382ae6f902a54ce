package org.univoice.gateway.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.Refusals;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.rest.Callers;

/**
 * Who opened a connection, and whether they still are who they were: a connection may outlast a
 * token, an API key and an account.
 */
final class ConnectionProof {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionProof.class);

  private final ServiceRequestContext ctx;
  private final Callers callers;
  private final Duration every;
  private volatile Future<?> watch;

  ConnectionProof(ServiceRequestContext ctx, Callers callers, Duration every) {
    this.ctx = ctx;
    this.callers = callers;
    this.every = every;
  }

  /**
   * By the payload, or else by the headers, which browsers cannot set.
   *
   * @param lost told when it does not hold any more
   * @throws RefusedException UNAUTHORIZED when it proves nobody
   */
  Caller of(JsonNode payload, Runnable lost) {
    Optional<String> authorization =
        text(payload, "authorization").or(() -> text(payload, "Authorization"));
    Optional<String> apiKey = text(payload, "apiKey").or(() -> text(payload, "X-Api-Key"));
    if (authorization.isEmpty() && apiKey.isEmpty()) {
      RequestHeaders headers = ctx.request().headers();
      authorization = Optional.ofNullable(headers.get("authorization"));
      apiKey = Optional.ofNullable(headers.get("x-api-key"));
    }
    Caller caller = callers.of(ctx, authorization, apiKey);
    watch(authorization, apiKey, caller, lost);
    return caller;
  }

  private static Optional<String> text(JsonNode object, String field) {
    return Optional.ofNullable(object.path(field).textValue());
  }

  private void watch(
      Optional<String> authorization, Optional<String> apiKey, Caller caller, Runnable lost) {
    watch =
        ctx.blockingTaskExecutor()
            .scheduleWithFixedDelay(
                () -> {
                  if (!holds(authorization, apiKey, caller)) {
                    end();
                    lost.run();
                  }
                },
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  /** While it cannot be found out it goes on: what keeps accounts may be away for a moment. */
  private boolean holds(Optional<String> authorization, Optional<String> apiKey, Caller caller) {
    try {
      callers.again(ctx, authorization, apiKey, caller);
      return true;
    } catch (RuntimeException e) {
      if (Refusals.isOurs(e)) {
        LOG.warn("Whether a connection's proof still holds cannot be found out", e);
      }
      return Refusals.of(e).code() != ErrorCode.UNAUTHORIZED;
    }
  }

  /** The connection is over. */
  void end() {
    Future<?> watching = watch;
    if (watching != null) {
      watching.cancel(false);
    }
  }
}
