package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.univoice.gateway.audio.PaceLimiter;
import org.univoice.gateway.stream.StreamPublisher;

/**
 * Reads no more from a connection while what it sends comes too fast or the stream is full. Shared
 * by everything that a connection can put into the stream.
 */
final class PaceHandler extends ChannelInboundHandlerAdapter {
  private static final long NOTICE_EVERY_MILLIS = 10_000;

  private final ReadGateHandler gate;
  private final StreamPublisher publisher;
  private final Supplier<PaceLimiter> paces;
  private final LastSequence lastSequence;
  private final MediaMetrics metrics;
  private final Clock clock;
  private ChannelHandlerContext context;
  private PaceLimiter pace;
  private Future<?> release;
  private long nextNoticeMillis;

  PaceHandler(
      ReadGateHandler gate,
      StreamPublisher publisher,
      Supplier<PaceLimiter> paces,
      LastSequence lastSequence,
      MediaMetrics metrics,
      Clock clock) {
    this.gate = gate;
    this.publisher = publisher;
    this.paces = paces;
    this.lastSequence = lastSequence;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  /**
   * Takes note of something that was accepted.
   *
   * @param millis how much audio it is, or counts as
   */
  void accepted(int millis) {
    if (pace == null) {
      pace = paces.get();
    }
    slowDown(pace.delayMillis(millis, clock.millis()));
    waitForTheStream();
  }

  private void slowDown(long delayMillis) {
    if (delayMillis <= 0) {
      return;
    }
    hold(ReadGateHandler.Reason.PACE);
    if (release != null) {
      // The newest delay includes what the former ones were for.
      release.cancel(false);
    }
    release =
        context
            .executor()
            .schedule(
                () -> gate.release(ReadGateHandler.Reason.PACE),
                delayMillis,
                TimeUnit.MILLISECONDS);
    long nowMillis = clock.millis();
    if (nowMillis >= nextNoticeMillis) {
      nextNoticeMillis = nowMillis + NOTICE_EVERY_MILLIS;
      context.writeAndFlush(
          new ServerMessage.Notice(
              lastSequence.value(),
              "SENDING_TOO_FAST",
              "Audio or messages come faster than twice real time; they are read more slowly now.",
              "Send at most two seconds of audio per second, and no more than a few messages.",
              null));
    }
  }

  private void waitForTheStream() {
    if (!publisher.writable()) {
      hold(ReadGateHandler.Reason.STREAM);
      publisher.whenWritable(
          () -> context.executor().execute(() -> gate.release(ReadGateHandler.Reason.STREAM)));
    }
  }

  private void hold(ReadGateHandler.Reason reason) {
    metrics.readingHeld();
    gate.hold(reason);
  }
}
