package org.univoice.gateway.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.websocket.WebSocketCloseStatus;
import com.linecorp.armeria.common.websocket.WebSocketFrame;
import com.linecorp.armeria.common.websocket.WebSocketFrameType;
import com.linecorp.armeria.common.websocket.WebSocketWriter;
import com.linecorp.armeria.server.ServiceRequestContext;
import graphql.ExecutionResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.Refusals;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.json.StrictJson;
import org.univoice.gateway.rest.Callers;

/**
 * One connection that speaks graphql-transport-ws. One message is in hand at a time, and a
 * subscription sends the next only when the connection has taken the one before.
 */
final class GraphqlSocket implements Subscriber<WebSocketFrame> {
  private static final int MOST_SUBSCRIPTIONS = 32;
  private static final int INIT_SECONDS = 10;

  private final ServiceRequestContext ctx;
  private final WebSocketWriter out;
  private final ConnectionProof proof;
  private final GraphqlEngine engine;
  private final GraphqlErrors errors;
  private final ScheduledExecutorService executor;
  private final Map<String, Operation> operations = new ConcurrentHashMap<>();
  private Subscription frames;
  private volatile Caller caller;
  private volatile boolean closed;

  GraphqlSocket(
      ServiceRequestContext ctx,
      WebSocketWriter out,
      ConnectionProof proof,
      GraphqlEngine engine,
      GraphqlErrors errors) {
    this.ctx = ctx;
    this.out = out;
    this.proof = proof;
    this.engine = engine;
    this.errors = errors;
    this.executor = ctx.blockingTaskExecutor();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    frames = subscription;
    frames.request(1);
    executor.schedule(
        () -> {
          if (caller == null) {
            close(4408, "Connection initialisation timeout");
          }
        },
        INIT_SECONDS,
        TimeUnit.SECONDS);
  }

  @Override
  public void onNext(WebSocketFrame frame) {
    try (frame) {
      if (frame.type() == WebSocketFrameType.TEXT) {
        String text = frame.text();
        executor.execute(() -> take(text));
      } else if (frame.type() == WebSocketFrameType.CLOSE) {
        close(1000, "");
      } else if (frame.type() == WebSocketFrameType.BINARY) {
        close(4400, "Only text is spoken here");
      } else {
        frames.request(1);
      }
    }
  }

  private void take(String text) {
    try {
      JsonNode message = StrictJson.read(text);
      switch (message.path("type").asText()) {
        case "connection_init" -> begin(message.path("payload"));
        case "ping" -> say(Map.of("type", "pong"));
        case "pong" -> {}
        case "subscribe" -> subscribe(message);
        case "complete" ->
            Optional.ofNullable(operations.remove(message.path("id").asText()))
                .ifPresent(Operation::cancel);
        default -> close(4400, "Unknown message type");
      }
    } catch (JsonProcessingException e) {
      close(4400, "Not valid JSON");
    } catch (RuntimeException e) {
      errors.of(e, Callers.requestId(ctx));
      close(1011, "Something went wrong on our side");
    }
    frames.request(1);
  }

  private void begin(JsonNode payload) {
    if (caller != null) {
      close(4429, "Too many initialisation requests");
      return;
    }
    try {
      caller = proof.of(payload, () -> close(4401, "Unauthorized"));
      if (closed) {
        proof.end();
      }
      say(Map.of("type", "connection_ack"));
    } catch (RefusedException e) {
      close(4403, "Forbidden");
    }
  }

  private void subscribe(JsonNode message) {
    String id = message.path("id").asText();
    if (caller == null) {
      close(4401, "Unauthorized");
    } else if (id.isEmpty()) {
      close(4400, "A subscription needs an id");
    } else if (operations.containsKey(id)) {
      close(4409, "Subscriber for " + RefusedException.shown(id) + " already exists");
    } else if (operations.size() >= MOST_SUBSCRIPTIONS) {
      close(4429, "Too many subscriptions on one connection");
    } else {
      execute(id, message.path("payload"));
    }
  }

  private void execute(String id, JsonNode payload) {
    ExecutionResult result;
    try {
      result = engine.execute(ctx, GraphqlQuestion.of(payload), caller);
    } catch (RefusedException e) {
      say(error(id, List.of(errors.of(e, caller.requestId()))));
      return;
    }
    if (result.getData() instanceof Publisher<?> publisher) {
      Operation operation = new Operation(id);
      operations.put(id, operation);
      if (closed) {
        operations.remove(id);
        return;
      }
      @SuppressWarnings("unchecked")
      Publisher<ExecutionResult> results = (Publisher<ExecutionResult>) publisher;
      results.subscribe(operation);
    } else if (!result.isDataPresent()) {
      say(error(id, errors.of(result.getErrors(), caller.requestId())));
    } else {
      say(next(id, result));
      say(Map.of("type", "complete", "id", id));
    }
  }

  private static Map<String, Object> error(String id, List<Map<String, Object>> list) {
    return Map.of("type", "error", "id", id, "payload", list);
  }

  private Map<String, Object> next(String id, ExecutionResult result) {
    return Map.of(
        "type", "next", "id", id, "payload", GraphqlHttp.shown(result, errors, caller.requestId()));
  }

  private void say(Map<String, Object> message) {
    out.tryWrite(GraphqlHttp.text(message));
  }

  private void close(int status, String reason) {
    over();
    out.close(
        status < 4000
            ? WebSocketCloseStatus.valueOf(status)
            : WebSocketCloseStatus.ofPrivateUse(status, reason));
  }

  @Override
  public void onError(Throwable failure) {
    onComplete();
  }

  @Override
  public void onComplete() {
    over();
    out.close();
  }

  /** Nothing is begun any more, and what has begun ends. */
  private void over() {
    closed = true;
    proof.end();
    operations.values().forEach(Operation::cancel);
    operations.clear();
  }

  /** One subscription. */
  private final class Operation implements Subscriber<ExecutionResult> {
    private final String id;
    private volatile Subscription results;
    private volatile boolean cancelled;

    private Operation(String id) {
      this.id = id;
    }

    private void cancel() {
      cancelled = true;
      if (results != null) {
        results.cancel();
      }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      results = subscription;
      if (cancelled) {
        subscription.cancel();
      } else {
        subscription.request(1);
      }
    }

    @Override
    public void onNext(ExecutionResult result) {
      say(next(id, result));
      out.whenConsumed().thenRunAsync(() -> results.request(1), executor);
    }

    @Override
    public void onError(Throwable failure) {
      if (operations.remove(id) != null) {
        say(error(id, List.of(errors.of(Refusals.of(failure), caller.requestId()))));
      }
    }

    @Override
    public void onComplete() {
      if (operations.remove(id) != null) {
        say(Map.of("type", "complete", "id", id));
      }
    }
  }
}
