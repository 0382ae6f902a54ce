package org.univoice.gateway.websocket;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import org.univoice.gateway.error.RefusedException;

/** Brings audio to the participant's microphone. */
final class AudioHandler extends SimpleChannelInboundHandler<BinaryWebSocketFrame> {
  /** What a message counts as in which there is no sound: reading it is work, too. */
  private static final int LEAST_MILLIS = 2;

  private final PaceHandler pace;
  private final LastSequence lastSequence;
  private final MediaMetrics metrics;
  private boolean heard;
  private Seated seated;
  private String refused;

  AudioHandler(PaceHandler pace, LastSequence lastSequence, MediaMetrics metrics) {
    this.pace = pace;
    this.lastSequence = lastSequence;
    this.metrics = metrics;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Seated seat) {
      seated = seat;
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, BinaryWebSocketFrame frame) {
    if (seated == null) {
      return;
    }
    try {
      int millis =
          seated.participant().audio(seated.connection(), ByteBufUtil.getBytes(frame.content()));
      refused = null;
      judgeQuality(ctx);
      metrics.audio(millis);
      pace.accepted(Math.max(LEAST_MILLIS, millis));
    } catch (RefusedException e) {
      refuse(ctx, e);
    }
  }

  /** Most connections may only listen. */
  private void judgeQuality(ChannelHandlerContext ctx) {
    if (!heard) {
      heard = true;
      QualityHandler quality = new QualityHandler(seated.participant(), lastSequence, metrics);
      ctx.pipeline().addAfter(ctx.name(), "quality", quality);
    }
  }

  /** Twenty frames a second make the same mistake twenty times; one answer is enough. */
  private void refuse(ChannelHandlerContext ctx, RefusedException refusal) {
    pace.accepted(LEAST_MILLIS);
    if (!refusal.getMessage().equals(refused)) {
      refused = refusal.getMessage();
      ctx.fireExceptionCaught(refusal);
    }
  }
}
