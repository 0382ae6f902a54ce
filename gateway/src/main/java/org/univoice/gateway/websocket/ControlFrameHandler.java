package org.univoice.gateway.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;

/**
 * Answers a client's close in kind, and tells how it was meant; answers its pings. Of all who may
 * close a connection the first one does, and nothing follows a close (RFC 6455, 5.5.1). Once the
 * connection is a WebSocket, Netty's handler of the handshake has nothing left to do and goes, with
 * what it remembers: many connections are idle, and each holds what it holds for hours.
 */
@Sharable
final class ControlFrameHandler extends ChannelDuplexHandler {
  /** Netty's own; it asks for it again only where it answers closes itself. */
  private static final AttributeKey<WebSocketServerHandshaker> HANDSHAKER =
      AttributeKey.valueOf(WebSocketServerHandshaker.class, "HANDSHAKER");

  /** Of a connection that was closed from here; others are spared the memory. */
  private static final AttributeKey<Boolean> CLOSED =
      AttributeKey.valueOf(ControlFrameHandler.class, "CLOSED");

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    ctx.fireUserEventTriggered(event);
    if (event instanceof HandshakeComplete) {
      ctx.channel().attr(HANDSHAKER).set(null);
      ctx.pipeline().remove(WebSocketServerProtocolHandler.class);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof CloseWebSocketFrame close) {
      ctx.fireUserEventTriggered(new ClosedByClient(close.statusCode()));
      // Where we closed first this is the answer to it, and is not sent.
      write(ctx, close, ctx.newPromise().addListener(ChannelFutureListener.CLOSE));
      ctx.flush();
    } else if (message instanceof PingWebSocketFrame ping) {
      write(ctx, new PongWebSocketFrame(ping.content()), ctx.newPromise());
      ctx.flush();
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (ctx.channel().hasAttr(CLOSED)) {
      ReferenceCountUtil.release(message);
      // Done when what waits before it is sent: whoever hangs up then cuts nothing off.
      ctx.write(Unpooled.EMPTY_BUFFER, promise);
      return;
    }
    if (message instanceof CloseWebSocketFrame) {
      ctx.channel().attr(CLOSED).set(true);
    }
    ctx.write(message, promise);
  }
}
