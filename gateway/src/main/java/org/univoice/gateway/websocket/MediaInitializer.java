package org.univoice.gateway.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

/** The way of a client's bytes, from top to bottom. */
final class MediaInitializer extends ChannelInitializer<Channel> {
  private static final int LARGEST_REQUEST_BYTES = 1024;

  private final MediaConfig config;
  private final MediaRooms rooms;
  private final ConnectionLimitHandler connectionLimit;

  // Those that keep nothing of their own are one for all connections: thousands may be idle.
  private final WebSocketServerProtocolConfig webSocket;
  private final Conversation conversation;
  private final ControlFrameHandler controlFrames = new ControlFrameHandler();
  private final ServerMessageEncoder serverMessages = new ServerMessageEncoder();
  private final ClientMessageDecoder clientMessages = new ClientMessageDecoder();

  MediaInitializer(MediaConfig config, MediaRooms rooms, ConnectionLimitHandler connectionLimit) {
    this.config = config;
    this.rooms = rooms;
    this.connectionLimit = connectionLimit;
    this.webSocket = webSocket(config, MediaConfig.LARGEST_MESSAGE_BYTES);
    this.conversation = new Conversation(rooms.catalogue(), rooms.sessions());
  }

  @Override
  protected void initChannel(Channel channel) {
    String requestId = RequestIds.next();
    LastSequence last = new LastSequence();
    ReadGateHandler gate = new ReadGateHandler();
    ChannelPipeline pipeline = channel.pipeline();

    pipeline.addLast("connection limit", connectionLimit);
    pipeline.addLast("http", new HttpServerCodec(http()));
    pipeline.addLast("http size", new HttpObjectAggregator(LARGEST_REQUEST_BYTES));
    pipeline.addLast("upgrade", new UpgradeCheckHandler());
    pipeline.addLast("origin", new OriginHandler(config::allows));
    pipeline.addLast(
        "ticket",
        new TicketHandler(rooms.admission(), rooms.tickets(), rooms.sessions(), rooms.waiting()));
    pipeline.addLast("websocket", new WebSocketServerProtocolHandler(webSocket));
    // Behind the handshake, because it hears of it from there.
    pipeline.addLast("upgrade deadline", new UpgradeDeadlineHandler(config.upgradeDeadline()));
    pipeline.addLast("control frames", controlFrames);
    pipeline.addLast(
        "message size", new WebSocketFrameAggregator(MediaConfig.LARGEST_MESSAGE_BYTES));
    pipeline.addLast("read gate", gate);
    pipeline.addLast("server messages", serverMessages);
    pipeline.addLast("heartbeat", new HeartbeatHandler(config, last, gate));
    pipeline.addLast("client messages", clientMessages);
    pipeline.addLast(
        "deliveries", new DeliveryHandler(rooms.sessions(), last, rooms.metrics(), requestId));
    PaceHandler pace =
        new PaceHandler(
            gate, rooms.publisher(), rooms.paces(), last, rooms.metrics(), rooms.clock());
    pipeline.addLast("pace", pace);
    pipeline.addLast("audio", new AudioHandler(pace, last, rooms.metrics()));
    pipeline.addLast("messages", new MessageHandler(conversation, pace, last));
    pipeline.addLast("going away", new GoingAwayHandler(gate, rooms.publisher(), last));
    pipeline.addLast("errors", new ErrorHandler(last, requestId, rooms.metrics(), rooms.clock()));
  }

  static HttpDecoderConfig http() {
    return new HttpDecoderConfig().setMaxInitialLineLength(2048).setMaxHeaderSize(8192);
  }

  /** How WebSocket is spoken here; what tests conformance asks for larger messages only. */
  static WebSocketServerProtocolConfig webSocket(MediaConfig config, int largestMessageBytes) {
    return WebSocketServerProtocolConfig.newBuilder()
        .websocketPath(MediaConfig.PATH)
        .subprotocols(MediaConfig.SUBPROTOCOL)
        .handshakeTimeoutMillis(config.upgradeDeadline().toMillis())
        // The close handler answers; with its own frame here, Netty would close twice.
        .handleCloseFrames(false)
        .sendCloseFrame(null)
        // Pongs acknowledge deliveries.
        .dropPongFrames(false)
        .decoderConfig(
            WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(largestMessageBytes)
                // No compression: speech does not shrink, and what inflates is an attack.
                .allowExtensions(false)
                // The error handler says what was wrong before it closes.
                .closeOnProtocolViolation(false)
                .withUTF8Validator(true)
                .build())
        .build();
  }
}
