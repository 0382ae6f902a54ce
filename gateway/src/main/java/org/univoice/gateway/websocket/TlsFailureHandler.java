package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hangs up on whoever does not speak TLS as we do; there is no language to say more in. */
final class TlsFailureHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFailureHandler.class);

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    Throwable cause = failure instanceof DecoderException ? failure.getCause() : failure;
    if (cause instanceof SSLException) {
      LOG.debug("TLS failed: {}", cause.getMessage());
      ctx.close();
    } else {
      ctx.fireExceptionCaught(failure);
    }
  }
}
