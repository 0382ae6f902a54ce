package org.univoice.gateway.websocket;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

/** Answers a client's close in kind, and tells how it was meant. */
@Sharable
final class CloseHandler extends SimpleChannelInboundHandler<CloseWebSocketFrame> {

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, CloseWebSocketFrame frame) {
    ctx.fireUserEventTriggered(new ClosedByClient(frame.statusCode()));
    ctx.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
  }
}
