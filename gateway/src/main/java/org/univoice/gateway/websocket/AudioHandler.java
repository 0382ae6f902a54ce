package org.univoice.gateway.websocket;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.util.concurrent.Future;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.audio.PaceLimiter;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.stream.StreamPublisher;

/**
 * Brings audio to the participant's microphone, and reads no more while it comes too fast or the
 * stream is full.
 */
final class AudioHandler extends SimpleChannelInboundHandler<BinaryWebSocketFrame> {
  private static final long NOTICE_EVERY_MILLIS = 10_000;

  private final ReadGateHandler gate;
  private final StreamPublisher publisher;
  private final PaceLimiter pace;
  private final LastSequence lastSequence;
  private final MediaMetrics metrics;
  private final Clock clock;
  private Seated seated;
  private Future<?> release;
  private String refused;
  private long nextNoticeMillis;

  AudioHandler(
      ReadGateHandler gate,
      StreamPublisher publisher,
      PaceLimiter pace,
      LastSequence lastSequence,
      MediaMetrics metrics,
      Clock clock) {
    this.gate = gate;
    this.publisher = publisher;
    this.pace = pace;
    this.lastSequence = lastSequence;
    this.metrics = metrics;
    this.clock = clock;
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
      metrics.audio(millis);
      slowDown(ctx, pace.delayMillis(millis, clock.millis()));
      waitForTheStream(ctx);
    } catch (RefusedException e) {
      refuse(ctx, e);
    }
  }

  /** Twenty frames a second make the same mistake twenty times; one answer is enough. */
  private void refuse(ChannelHandlerContext ctx, RefusedException refusal) {
    if (!refusal.getMessage().equals(refused)) {
      refused = refusal.getMessage();
      ctx.fireExceptionCaught(refusal);
    }
  }

  private void slowDown(ChannelHandlerContext ctx, long delayMillis) {
    if (delayMillis <= 0) {
      return;
    }
    hold(ReadGateHandler.Reason.PACE);
    if (release != null) {
      // The newest delay includes what the former ones were for.
      release.cancel(false);
    }
    release =
        ctx.executor()
            .schedule(
                () -> gate.release(ReadGateHandler.Reason.PACE),
                delayMillis,
                TimeUnit.MILLISECONDS);
    long nowMillis = clock.millis();
    if (nowMillis >= nextNoticeMillis) {
      nextNoticeMillis = nowMillis + NOTICE_EVERY_MILLIS;
      ctx.writeAndFlush(
          new ServerMessage.Notice(
              lastSequence.value(),
              "SENDING_TOO_FAST",
              "Audio comes faster than twice real time; it is read more slowly now.",
              "Send at most two seconds of audio per second.",
              null));
    }
  }

  private void waitForTheStream(ChannelHandlerContext ctx) {
    if (!publisher.writable()) {
      hold(ReadGateHandler.Reason.STREAM);
      publisher.whenWritable(
          () -> ctx.executor().execute(() -> gate.release(ReadGateHandler.Reason.STREAM)));
    }
  }

  private void hold(ReadGateHandler.Reason reason) {
    metrics.readingHeld();
    gate.hold(reason);
  }
}
