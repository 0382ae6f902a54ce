package org.univoice.gateway.graphql;

import com.linecorp.armeria.common.CommonPools;
import com.linecorp.armeria.common.websocket.WebSocket;
import com.linecorp.armeria.common.websocket.WebSocketWriter;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.websocket.WebSocketService;
import org.univoice.gateway.rest.ApiPart;
import org.univoice.gateway.rest.CallerLimits;
import org.univoice.gateway.rest.Callers;

/** GraphQL on the api's port: questions by POST, subscriptions over a WebSocket. */
public final class GraphqlApi implements ApiPart {
  private static final String PATH = "/graphql";
  private static final String SUBPROTOCOL = "graphql-transport-ws";
  private static final int LARGEST_MESSAGE_BYTES = 64 * 1024;

  private final GraphqlRooms rooms;
  private final GraphqlConfig config;

  public GraphqlApi(GraphqlRooms rooms, GraphqlConfig config) {
    this.rooms = rooms;
    this.config = config;
  }

  @Override
  public void addTo(ServerBuilder server, Callers callers, CallerLimits limits) {
    SessionFeeds feeds = new SessionFeeds(CommonPools.blockingTaskExecutor(), rooms.bus());
    GraphqlErrors errors = new GraphqlErrors(rooms.clock());
    GraphqlEngine engine =
        new GraphqlEngine(new SessionFetchers(rooms, feeds).wiring(), limits, errors, config);
    server.service(
        PATH,
        WebSocketService.builder(
                (ctx, in) -> connected(ctx, in, proofs(ctx, callers), engine, errors))
            .subprotocols(SUBPROTOCOL)
            .maxFramePayloadLength(LARGEST_MESSAGE_BYTES)
            .aggregateContinuation(true)
            .serviceOptions(OpenEnd.BOUNDED)
            .fallbackService(new GraphqlHttp(callers, engine, errors))
            .build()
            .decorate(OpenEnd::new)
            .decorate(delegate -> new OriginDecorator(delegate, rooms.origins())));
  }

  private ConnectionProof proofs(ServiceRequestContext ctx, Callers callers) {
    return new ConnectionProof(ctx, callers, config.proofEvery());
  }

  private static WebSocket connected(
      ServiceRequestContext ctx,
      WebSocket in,
      ConnectionProof proof,
      GraphqlEngine engine,
      GraphqlErrors errors) {
    WebSocketWriter out = WebSocket.streaming();
    in.subscribe(new GraphqlSocket(ctx, out, proof, engine, errors), ctx.eventLoop());
    return out;
  }
}
