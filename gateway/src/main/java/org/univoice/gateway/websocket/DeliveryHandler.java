package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.audio.ffmpeg.FfmpegSpeechEncoder;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.ListenerQueue.Dropped;
import org.univoice.gateway.delivery.OriginalPiece;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.ParticipantConnection;
import org.univoice.gateway.session.SessionRegistry;

/**
 * Seats the connection at its participant and sends it what waits there, as long as the client
 * reads; what waits longer stays in the participant's bounded queue.
 */
final class DeliveryHandler extends ChannelInboundHandlerAdapter implements ParticipantConnection {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryHandler.class);
  // 4000 to 4999 are free for applications: RFC 6455, 7.4.2.
  private static final WebSocketCloseStatus REPLACED =
      new WebSocketCloseStatus(4001, "a newer connection took over", false);
  private static final WebSocketCloseStatus ENDED =
      new WebSocketCloseStatus(4002, "the session has ended", false);
  private static final int LAST_WORDS_MILLIS = 500;

  /** A quarter of a second of a voice: what comes from the job waits behind no more of them. */
  private static final int ORIGINALS_AHEAD_BYTES = 8 * 1024;

  private final SessionRegistry sessions;
  private final LastSequence lastSequence;
  private final MediaMetrics metrics;
  private final String requestId;

  /** Null until something is sent: who only waits keeps nothing for hearing. */
  private SpeechOutput speech;

  /** Null until somebody's own voice is sent. */
  private OriginalOutput originals;

  private final AtomicBoolean sendingPlanned = new AtomicBoolean();
  private ChannelHandlerContext context;
  private Admitted admitted;
  private Seated seated;
  private boolean endOfHoldPlanned;

  DeliveryHandler(
      SessionRegistry sessions, LastSequence lastSequence, MediaMetrics metrics, String requestId) {
    this.sessions = sessions;
    this.lastSequence = lastSequence;
    this.metrics = metrics;
    this.requestId = requestId;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Admitted by) {
      admitted = by;
      // Its client may hear that it is let in, and end the older connection, before it is attached.
      by.participant().expect(this);
    } else if (event instanceof Acknowledged acknowledged && seated != null) {
      seated.participant().acknowledge(this, acknowledged.sequence());
    } else if (event instanceof ClosedByClient closed && closed.forGood() && seated != null) {
      // A connection that was replaced says goodbye for itself, not for its participant.
      if (seated.participant().isAt(this)) {
        seated.logFields().run(() -> sessions.leave(seated.session().id(), seated.participant()));
      }
    }
    ctx.fireUserEventTriggered(event);
    if (event instanceof HandshakeComplete) {
      seat(ctx);
    }
  }

  private void seat(ChannelHandlerContext ctx) {
    try {
      admitted.participant().attach(this);
    } catch (RefusedException e) {
      // It has left since the ticket was taken.
      ctx.fireExceptionCaught(e);
      close(ENDED);
      return;
    }
    seated = new Seated(admitted.session(), admitted.participant(), this, requestId);
    admitted = null;
    share();
    log("Connected");
    ctx.fireUserEventTriggered(seated);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (admitted != null) {
      admitted.participant().forgo(this);
    }
    if (seated != null) {
      seated.participant().detach(this);
      share();
      log("Disconnected");
    }
    ctx.fireChannelInactive();
  }

  /** Nobody waits for it: what is not known elsewhere now is told within twenty seconds. */
  private void share() {
    sessions
        .share(seated.session(), seated.participant())
        .exceptionally(
            failure -> {
              LOG.warn("Other gateways do not know of a connection: {}", failure.toString());
              return null;
            });
  }

  private void log(String what) {
    seated.logFields().run(() -> LOG.info(what));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (speech != null) {
      speech.close();
    }
  }

  @Override
  public void deliveriesWaiting() {
    if (sendingPlanned.compareAndSet(false, true)) {
      context.executor().execute(this::send);
    }
  }

  @Override
  public void replaced() {
    context.executor().execute(() -> close(REPLACED));
  }

  @Override
  public void notice(String code, String message, String suggestion) {
    context
        .executor()
        .execute(
            () ->
                context.writeAndFlush(
                    new ServerMessage.Notice(
                        lastSequence.value(), code, message, suggestion, null)));
  }

  @Override
  public void participantsChanged() {
    context
        .executor()
        .execute(() -> context.fireUserEventTriggered(ParticipantsChanged.SINCE_TOLD));
  }

  @Override
  public void ended(String why) {
    notice("SESSION_ENDED", why + "; the session is over.", "Open another one.");
    context.executor().execute(() -> close(ENDED));
  }

  private void close(WebSocketCloseStatus status) {
    context.writeAndFlush(new CloseWebSocketFrame(status));
    context.executor().schedule(() -> context.close(), LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (seated != null && ctx.channel().isWritable()) {
      send();
    }
    ctx.fireChannelWritabilityChanged();
  }

  private void send() {
    sendingPlanned.set(false);
    try {
      sendWaiting();
    } catch (RuntimeException e) {
      // What was taken out of the queue is lost here: the client resumes, and the job has it.
      context.fireExceptionCaught(e);
    }
  }

  private void sendWaiting() {
    Participant participant = seated == null ? null : seated.participant();
    if (participant == null || !context.channel().isActive()) {
      return;
    }
    long heldMillis = participant.heldMillis();
    if (heldMillis > 0) {
      if (!endOfHoldPlanned) {
        endOfHoldPlanned = true;
        context.executor().schedule(this::sendAfterHold, heldMillis, TimeUnit.MILLISECONDS);
      }
      return;
    }
    while (context.channel().isWritable()) {
      Optional<Delivery> next = participant.poll(this);
      if (next.isEmpty()) {
        break;
      }
      ServerMessage message = DeliveryMessages.of(next.get(), participant);
      if (speech == null) {
        speech = new SpeechOutput(FfmpegSpeechEncoder::open);
      }
      speech.encoded(message, participant).forEach(context::write);
      metrics.delivered();
    }
    if (context.channel().isWritable()) {
      tellDropped(participant.takeDropped());
    }
    context.flush();
    sendOriginals(participant);
  }

  /**
   * Only what the socket takes at once. What it does not take is looked at again with the next
   * piece, and soon too old.
   */
  private void sendOriginals(Participant participant) {
    while (waitingBytes() <= ORIGINALS_AHEAD_BYTES) {
      Optional<OriginalPiece> next = participant.pollOriginal(this);
      if (next.isEmpty()) {
        break;
      }
      if (originals == null) {
        originals = new OriginalOutput();
      }
      originals.of(next.get(), lastSequence.value()).forEach(context::write);
      context.flush();
    }
    metrics.droppedOriginal(participant.takeDroppedOriginalMillis());
  }

  private long waitingBytes() {
    return context.channel().config().getWriteBufferHighWaterMark()
        - context.channel().bytesBeforeUnwritable();
  }

  /** Looks again when the clock was set back meanwhile. */
  private void sendAfterHold() {
    endOfHoldPlanned = false;
    send();
  }

  private void tellDropped(Dropped dropped) {
    if (dropped.nothing()) {
      return;
    }
    metrics.dropped(dropped);
    context.write(
        new ServerMessage.Notice(
            lastSequence.value(),
            "LISTENING_TOO_SLOWLY",
            String.format(
                "Left out because the connection is too slow: %d captions, %d ms of speech, %d"
                    + " other messages.",
                dropped.captions(), dropped.speechMillis(), dropped.others()),
            "Use a faster connection, or ask for captions \"final\".",
            null));
  }
}
