package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.function.Predicate;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Keeps pages of other sites out. Only browsers send an Origin, so its absence is no offence. */
final class OriginHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final Predicate<String> allowed;

  OriginHandler(Predicate<String> allowed) {
    this.allowed = allowed;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin != null && !allowed.test(origin)) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN,
          "Pages of this origin may not connect.",
          "Add the origin to the gateway's allow-list.");
    }
    ctx.fireChannelRead(request.retain());
    ctx.pipeline().remove(this);
  }
}
