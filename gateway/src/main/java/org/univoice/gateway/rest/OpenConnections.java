package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Who is connected, and what they ask. A server that stops gives each of its connections a second,
 * and what is asked on it no end (Armeria): so what can be finished is finished before it stops,
 * and connections on which nothing is asked are closed.
 */
final class OpenConnections {
  /** As long as whoever stops a gateway likes to wait. */
  private static final Duration FINISH_WITHIN = Duration.ofSeconds(1);

  private static final Duration GOODBYE = Duration.ofMillis(500);

  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Set<ServiceRequestContext> asked = ConcurrentHashMap.newKeySet();

  void opened(ChannelPipeline connection) {
    connections.add(connection.channel());
  }

  HttpResponse serve(HttpService service, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    asked.add(ctx);
    ctx.log().whenComplete().thenRun(() -> asked.remove(ctx));
    return service.serve(ctx, request);
  }

  /** Returns when nothing more can be finished; what has no end is left as it is. */
  void finish() {
    closeIdle();
    CompletableFuture.allOf(
            asked.stream()
                .filter(ctx -> ctx.requestTimeoutMillis() > 0)
                .map(ctx -> ctx.log().whenComplete())
                .toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, FINISH_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    closeIdle();
  }

  private void closeIdle() {
    connections.close(this::isIdle).awaitUninterruptibly(GOODBYE.toMillis());
  }

  private boolean isIdle(Channel connection) {
    return asked.stream().noneMatch(ctx -> ctx.remoteAddress().equals(connection.remoteAddress()));
  }
}
