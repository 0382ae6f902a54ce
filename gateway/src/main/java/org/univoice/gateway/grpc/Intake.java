package org.univoice.gateway.grpc;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.audio.PaceLimiter;
import org.univoice.gateway.stream.StreamPublisher;

/**
 * Asks for no more of the client's messages while they come too fast, the stream is full or the
 * client does not read the answers; HTTP/2 then holds the client.
 */
final class Intake {
  private static final long NOTICE_EVERY_MILLIS = 10_000;

  private final StreamPublisher publisher;
  private final Answers answers;
  private final Outlet outlet;
  private final ScheduledExecutorService executor;
  private final PaceLimiter pace = new PaceLimiter();
  private final Clock clock;
  private long nextNoticeMillis;
  private boolean isHeld;

  Intake(
      StreamPublisher publisher,
      Answers answers,
      Outlet outlet,
      ScheduledExecutorService executor,
      Clock clock) {
    this.publisher = publisher;
    this.answers = answers;
    this.outlet = outlet;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * A message was taken; asks for the next when it may come.
   *
   * @param millis how much audio it was, or counts as
   */
  void accepted(int millis) {
    long nowMillis = clock.millis();
    long delayMillis = pace.delayMillis(millis, nowMillis);
    if (delayMillis <= 0) {
      whenTheStreamTakesMore();
      return;
    }
    if (nowMillis >= nextNoticeMillis) {
      nextNoticeMillis = nowMillis + NOTICE_EVERY_MILLIS;
      outlet.notice(
          "SENDING_TOO_FAST",
          "Audio or messages come faster than twice real time; they are read more slowly now.",
          "Send at most two seconds of audio per second, and no more than a few messages.");
    }
    executor.schedule(this::whenTheStreamTakesMore, delayMillis, TimeUnit.MILLISECONDS);
  }

  private void whenTheStreamTakesMore() {
    if (publisher.writable()) {
      whenTheClientReads();
    } else {
      publisher.whenWritable(() -> executor.execute(this::whenTheClientReads));
    }
  }

  private synchronized void whenTheClientReads() {
    isHeld = true;
    clientReads();
  }

  /** The client may have taken what was sent. */
  synchronized void clientReads() {
    if (isHeld && answers.isReady()) {
      isHeld = false;
      answers.more();
    }
  }
}
