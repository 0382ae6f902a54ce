package org.univoice.gateway.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.ErrorResponse;
import org.univoice.gateway.error.RefusedException;

/**
 * Holds so many connections and no more. One too many is told so when its request arrives: an
 * answer written before that would be lost with the reset that follows unread bytes.
 */
@Sharable
final class ConnectionLimitHandler extends ChannelInboundHandlerAdapter {
  private static final int RETRY_AFTER_SECONDS = 5;

  private final ChannelGroup connections;
  private final int most;
  private final Clock clock;

  ConnectionLimitHandler(ChannelGroup connections, int most, Clock clock) {
    this.connections = connections;
    this.most = most;
    this.clock = clock;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.fireChannelActive();
    if (connections.size() < most) {
      connections.add(ctx.channel());
      ctx.pipeline().remove(this);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    ReferenceCountUtil.release(bytes);
    ctx.channel().config().setAutoRead(false);
    ctx.writeAndFlush(Unpooled.copiedBuffer(full(), StandardCharsets.UTF_8))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private String full() {
    RefusedException refusal =
        new RefusedException(
            ErrorCode.SERVICE_UNAVAILABLE,
            "This gateway has as many connections as it can hold.",
            "Try again in a moment.",
            RETRY_AFTER_SECONDS);
    String requestId = RequestIds.next();
    String body = Json.write(ErrorResponse.of(refusal, requestId, clock.millis()));
    return "HTTP/1.1 503 Service Unavailable\r\n"
        + "Content-Type: application/json\r\n"
        + "Connection: close\r\n"
        + ("Retry-After: " + RETRY_AFTER_SECONDS + "\r\n")
        + ("X-Request-Id: " + requestId + "\r\n")
        + ("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n")
        + body;
  }
}
