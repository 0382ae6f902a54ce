package org.univoice.gateway.websocket;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.AttributeKey;

/**
 * Answers a client's close in kind, and tells how it was meant; answers its pings. Once the
 * connection is a WebSocket, Netty's handler of the handshake has nothing left to do and goes, with
 * what it remembers: many connections are idle, and each holds what it holds for hours.
 */
@Sharable
final class ControlFrameHandler extends ChannelInboundHandlerAdapter {
  /** Netty's own; it asks for it again only where it answers closes itself. */
  private static final AttributeKey<WebSocketServerHandshaker> HANDSHAKER =
      AttributeKey.valueOf(WebSocketServerHandshaker.class, "HANDSHAKER");

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
      ctx.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
    } else if (message instanceof PingWebSocketFrame ping) {
      ctx.writeAndFlush(new PongWebSocketFrame(ping.content()));
    } else {
      ctx.fireChannelRead(message);
    }
  }
}
