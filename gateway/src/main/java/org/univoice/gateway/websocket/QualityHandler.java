package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.audio.QualityAdvice;
import org.univoice.gateway.audio.QualityReport;
import org.univoice.gateway.session.Participant;

/**
 * Tells a speaker, once, when the audio is silent, distorted or noisy, and what helps. There from
 * the first audio on.
 */
final class QualityHandler extends ChannelInboundHandlerAdapter {
  private static final long LOOK_EVERY_SECONDS = 10;
  private static final ClientMessage STOP =
      new ClientMessage.Control(ClientMessage.Control.Command.STOP);

  private final LastSequence lastSequence;
  private final MediaMetrics metrics;
  private Optional<QualityAdvice> given = Optional.empty();
  private final Participant speaker;
  private Future<?> looks;

  QualityHandler(Participant speaker, LastSequence lastSequence, MediaMetrics metrics) {
    this.speaker = speaker;
    this.lastSequence = lastSequence;
    this.metrics = metrics;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    looks =
        ctx.executor()
            .scheduleAtFixedRate(
                () -> look(ctx, speaker), LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Who stops may be gone before the next look, and has said all there is to judge. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    boolean isEnd = STOP.equals(message);
    ctx.fireChannelRead(message);
    if (isEnd) {
      look(ctx, speaker);
    }
  }

  private void look(ChannelHandlerContext ctx, Participant participant) {
    participant.takeQuality().ifPresent(report -> tell(ctx, report));
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
    looks.cancel(false);
  }
}
