package org.univoice.gateway.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.ErrorResponse;
import org.univoice.gateway.error.RefusedException;
import org.univoice.log.LogFields;

/**
 * The one place where what went wrong becomes an answer: an HTTP response before the upgrade, an
 * {@code error} message after it, and a close when the connection cannot go on.
 */
final class ErrorHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);
  private static final int MOST_ERRORS = 50;
  private static final int LAST_WORDS_MILLIS = 500;

  private final LastSequence lastSequence;
  private final String requestId;
  private final MediaMetrics metrics;
  private final Clock clock;
  private Admitted admitted;
  private boolean upgraded;
  private boolean closing;
  private int errors;

  ErrorHandler(LastSequence lastSequence, String requestId, MediaMetrics metrics, Clock clock) {
    this.lastSequence = lastSequence;
    this.requestId = requestId;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof HandshakeComplete) {
      upgraded = true;
    } else if (event instanceof Admitted by) {
      admitted = by;
    }
  }

  /** Nobody wanted this: what follows a refusal, or frames after a close. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    if (failure instanceof IOException) {
      logFields().run(() -> LOG.debug("A connection was lost: {}", failure.toString()));
      ctx.close();
    } else if (!closing) {
      Ending ending = ending(failure);
      Throwable shown = ending == null ? failure : ending.refusal();
      ErrorResponse response = ErrorResponse.of(shown, requestId, clock.millis());
      metrics.error(response.code());
      log(failure, response);
      if (upgraded) {
        tell(ctx, response, ending);
      } else {
        refuse(ctx, response);
      }
    }
  }

  private LogFields logFields() {
    LogFields request = LogFields.ofRequest(requestId);
    return admitted == null
        ? request
        : request.andParticipant(admitted.session().id(), admitted.participant().id());
  }

  private void log(Throwable failure, ErrorResponse response) {
    logFields()
        .run(
            () -> {
              boolean isOurs =
                  response.code() == ErrorCode.SERVICE_UNAVAILABLE
                      && !(failure instanceof RefusedException);
              if (isOurs) {
                LOG.error("A connection failed", failure);
              } else {
                LOG.info("Refused: {} {}", response.code(), response.message());
              }
            });
  }

  private void tell(ChannelHandlerContext ctx, ErrorResponse response, Ending ending) {
    Channel channel = ctx.channel();
    channel.writeAndFlush(new ServerMessage.Failure(lastSequence.value(), response));
    errors++;
    if (ending != null) {
      close(channel, ending.status());
    } else if (errors >= MOST_ERRORS) {
      close(channel, new WebSocketCloseStatus(1008, "too many errors"));
    }
  }

  /** A moment is left for the client to read why: closing at once would reset unread bytes. */
  private void close(Channel channel, WebSocketCloseStatus status) {
    closing = true;
    channel.writeAndFlush(new CloseWebSocketFrame(status));
    channel.eventLoop().schedule(() -> channel.close(), LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void refuse(ChannelHandlerContext ctx, ErrorResponse response) {
    closing = true;
    DefaultFullHttpResponse http =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.code().httpStatus()),
            Unpooled.wrappedBuffer(Json.bytes(response)));
    http.headers()
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, http.content().readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set("X-Request-Id", requestId);
    if (response.retryAfter() != null) {
      http.headers().setInt(HttpHeaderNames.RETRY_AFTER, response.retryAfter());
    }
    ctx.writeAndFlush(http).addListener(ChannelFutureListener.CLOSE);
  }

  /** How a connection that cannot go on ends; null when it can. */
  private static Ending ending(Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      WebSocketCloseStatus status = corrupted.closeStatus();
      if (status.code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code()) {
        return tooBig();
      }
      boolean text = status.code() == WebSocketCloseStatus.INVALID_PAYLOAD_DATA.code();
      return new Ending(
          status,
          text ? "A text message is not UTF-8." : "This is not the WebSocket protocol.",
          "Use a WebSocket library as it is.");
    }
    if (failure instanceof TooLongFrameException) {
      return tooBig();
    }
    if (failure instanceof IdleConnectionException) {
      return new Ending(
          new WebSocketCloseStatus(1001, "idle"),
          failure.getMessage(),
          "Answer pings, and resume with a new ticket.");
    }
    if (failure instanceof RefusedException) {
      return null;
    }
    return new Ending(WebSocketCloseStatus.INTERNAL_SERVER_ERROR, null, null);
  }

  private static Ending tooBig() {
    return new Ending(
        WebSocketCloseStatus.MESSAGE_TOO_BIG,
        "A message is larger than " + MediaConfig.LARGEST_MESSAGE_BYTES + " bytes.",
        "Send smaller messages; audio may be cut anywhere.");
  }

  private record Ending(WebSocketCloseStatus status, String message, String suggestion) {
    Throwable refusal() {
      ErrorCode code = status.code() == 1001 ? ErrorCode.TIMEOUT : ErrorCode.INVALID_REQUEST;
      return message == null
          ? new IllegalStateException()
          : new RefusedException(code, message, suggestion);
    }
  }
}
