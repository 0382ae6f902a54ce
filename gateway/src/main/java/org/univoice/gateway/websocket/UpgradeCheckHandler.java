package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Arrays;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Lets only a WebSocket upgrade of the one path and subprotocol through. */
final class UpgradeCheckHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      throw invalid("The request is not valid HTTP, or its header is too large.", "Send less.");
    }
    if (!new QueryStringDecoder(request.uri()).rawPath().equals(MediaConfig.PATH)) {
      throw new RefusedException(
          ErrorCode.RESOURCE_NOT_FOUND,
          "There is nothing at this path.",
          "Connect to " + MediaConfig.PATH + ".");
    }
    HttpHeaders headers = request.headers();
    boolean upgrade =
        request.method().equals(HttpMethod.GET)
            && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
            && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
            && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
            && "13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
    if (!upgrade) {
      throw invalid("This is not a WebSocket upgrade.", "Connect with WebSocket version 13.");
    }
    String offered = headers.get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, "");
    boolean spoken =
        Arrays.stream(offered.split(","))
            .map(String::trim)
            .anyMatch(MediaConfig.SUBPROTOCOL::equals);
    if (!spoken) {
      throw invalid(
          "The subprotocol is not spoken here.",
          "Send 'Sec-WebSocket-Protocol: " + MediaConfig.SUBPROTOCOL + "'.");
    }
    ctx.fireChannelRead(request.retain());
    ctx.pipeline().remove(this);
  }

  private static RefusedException invalid(String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion);
  }
}
