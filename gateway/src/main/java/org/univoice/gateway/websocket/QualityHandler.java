package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.audio.QualityAdvice;
import org.univoice.gateway.audio.QualityReport;

/** Tells a speaker, once, when the audio is silent, distorted or noisy, and what helps. */
final class QualityHandler extends ChannelInboundHandlerAdapter {
  private static final long LOOK_EVERY_SECONDS = 10;

  private final LastSequence lastSequence;
  private final MediaMetrics metrics;
  private Optional<QualityAdvice> given = Optional.empty();
  private Future<?> look;

  QualityHandler(LastSequence lastSequence, MediaMetrics metrics) {
    this.lastSequence = lastSequence;
    this.metrics = metrics;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Seated seated && look == null) {
      look =
          ctx.executor()
              .scheduleAtFixedRate(
                  () -> seated.participant().takeQuality().ifPresent(report -> tell(ctx, report)),
                  LOOK_EVERY_SECONDS,
                  LOOK_EVERY_SECONDS,
                  TimeUnit.SECONDS);
    }
    ctx.fireUserEventTriggered(event);
  }

  private void tell(ChannelHandlerContext ctx, QualityReport report) {
    metrics.quality(report);
    Optional<QualityAdvice> advice = QualityAdvice.on(report);
    if (advice.isPresent() && !advice.equals(given)) {
      QualityAdvice news = advice.get();
      ctx.writeAndFlush(
          new ServerMessage.Notice(
              lastSequence.value(), news.code(), news.message(), news.suggestion(), null));
    }
    given = advice;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (look != null) {
      look.cancel(false);
    }
  }
}
