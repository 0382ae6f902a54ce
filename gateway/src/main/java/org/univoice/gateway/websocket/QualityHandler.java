package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.audio.QualityAdvice;
import org.univoice.gateway.audio.QualityReport;
import org.univoice.gateway.session.Participant;

/** Tells a speaker, once, when the audio is silent, distorted or noisy, and what helps. */
final class QualityHandler extends ChannelInboundHandlerAdapter {
  private static final long LOOK_EVERY_SECONDS = 10;
  private static final ClientMessage STOP =
      new ClientMessage.Control(ClientMessage.Control.Command.STOP);

  private final LastSequence lastSequence;
  private final MediaMetrics metrics;
  private Optional<QualityAdvice> given = Optional.empty();
  private Participant speaker;
  private Future<?> looks;

  QualityHandler(LastSequence lastSequence, MediaMetrics metrics) {
    this.lastSequence = lastSequence;
    this.metrics = metrics;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Seated seated && looks == null) {
      speaker = seated.participant();
      looks =
          ctx.executor()
              .scheduleAtFixedRate(
                  () -> look(ctx, seated.participant()),
                  LOOK_EVERY_SECONDS,
                  LOOK_EVERY_SECONDS,
                  TimeUnit.SECONDS);
    }
    ctx.fireUserEventTriggered(event);
  }

  /** Who stops may be gone before the next look, and has said all there is to judge. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    boolean isEnd = STOP.equals(message);
    ctx.fireChannelRead(message);
    if (isEnd && speaker != null) {
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
    if (looks != null) {
      looks.cancel(false);
    }
  }
}
