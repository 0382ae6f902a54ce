package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.stream.StreamPublisher;

/**
 * Sends a client to another gateway: tells it, takes no more of its audio, waits until what was
 * taken is in the stream, and closes.
 */
final class GoingAwayHandler extends ChannelInboundHandlerAdapter {
  private static final WebSocketCloseStatus GOING_AWAY =
      new WebSocketCloseStatus(1001, "this gateway stops");
  private static final long LOOK_EVERY_MILLIS = 10;

  /** What is not in the stream by then is asked for again by the next gateway. */
  private static final long FLUSH_WITHIN_MILLIS = 2_000;

  private static final long LAST_WORDS_MILLIS = 500;

  private final ReadGateHandler gate;
  private final StreamPublisher publisher;
  private final LastSequence lastSequence;
  private boolean seated;

  GoingAwayHandler(ReadGateHandler gate, StreamPublisher publisher, LastSequence lastSequence) {
    this.gate = gate;
    this.publisher = publisher;
    this.lastSequence = lastSequence;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Seated) {
      seated = true;
    } else if (event instanceof GoingAway going) {
      begin(ctx, going);
    }
    ctx.fireUserEventTriggered(event);
  }

  private void begin(ChannelHandlerContext ctx, GoingAway going) {
    if (!seated) {
      ctx.close();
      return;
    }
    ctx.channel()
        .writeAndFlush(
            new ServerMessage.Notice(
                lastSequence.value(),
                "GOING_AWAY",
                "This gateway is about to stop.",
                "Get a ticket from another gateway and send session.resume.",
                null));
    ctx.executor()
        .schedule(
            () -> stopReading(ctx), Math.max(1, going.closeAfterMillis()), TimeUnit.MILLISECONDS);
  }

  private void stopReading(ChannelHandlerContext ctx) {
    gate.hold(ReadGateHandler.Reason.GOING_AWAY);
    closeWhenFlushed(ctx, FLUSH_WITHIN_MILLIS);
  }

  private void closeWhenFlushed(ChannelHandlerContext ctx, long leftMillis) {
    if (!publisher.flushed() && leftMillis > 0) {
      ctx.executor()
          .schedule(
              () -> closeWhenFlushed(ctx, leftMillis - LOOK_EVERY_MILLIS),
              LOOK_EVERY_MILLIS,
              TimeUnit.MILLISECONDS);
      return;
    }
    ctx.channel().writeAndFlush(new CloseWebSocketFrame(GOING_AWAY));
    ctx.executor().schedule(() -> ctx.close(), LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
  }
}
