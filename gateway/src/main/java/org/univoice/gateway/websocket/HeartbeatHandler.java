package org.univoice.gateway.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Asks whether the client is still there, and by the same question learns what it has: a ping
 * carries the last delivery sequence sent before it, and since a connection keeps its order, the
 * pong proves that everything up to there arrived.
 */
final class HeartbeatHandler extends ChannelDuplexHandler {
  private final MediaConfig config;
  private final LastSequence lastSequence;
  private final ReadGateHandler gate;
  private Future<?> look;
  private Future<?> question;
  private long lastReadNanos;
  private long lastPingNanos;
  private long lastAsked;

  HeartbeatHandler(MediaConfig config, LastSequence lastSequence, ReadGateHandler gate) {
    this.config = config;
    this.lastSequence = lastSequence;
    this.gate = gate;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof HandshakeComplete) {
      lastReadNanos = ctx.executor().ticker().nanoTime();
      lastPingNanos = lastReadNanos;
      lookAgain(ctx, lastReadNanos);
    }
    ctx.fireUserEventTriggered(event);
  }

  /** When the next ping is due, or what is idle: thousands of quiet connections cost little. */
  private void lookAgain(ChannelHandlerContext ctx, long now) {
    long due =
        Math.min(
            lastPingNanos + config.ping().toNanos() - now,
            lastReadNanos + config.idle().toNanos() - now);
    look = ctx.executor().schedule(() -> look(ctx), Math.max(1, due), TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext ctx) {
    long now = ctx.executor().ticker().nanoTime();
    if (gate.heldByUs()) {
      // We do not listen, so silence is not the client's.
      lastReadNanos = now;
    } else if (now - lastReadNanos >= config.idle().toNanos()) {
      ctx.fireExceptionCaught(new IdleConnectionException(config.idle()));
      return;
    }
    if (now - lastPingNanos >= config.ping().toNanos()) {
      ping(ctx, now);
    }
    lookAgain(ctx, now);
  }

  /** Asked no more often than configured, and only when there is something to ask for. */
  private void askSoon(ChannelHandlerContext ctx) {
    if (question == null && lastSequence.value() > lastAsked) {
      question =
          ctx.executor()
              .schedule(() -> ask(ctx), config.acknowledge().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void ask(ChannelHandlerContext ctx) {
    question = null;
    if (lastSequence.value() > lastAsked && ctx.channel().isWritable()) {
      ping(ctx, ctx.executor().ticker().nanoTime());
    } else {
      askSoon(ctx);
    }
  }

  private void ping(ChannelHandlerContext ctx, long now) {
    lastAsked = lastSequence.value();
    lastPingNanos = now;
    ByteBuf payload = ctx.alloc().buffer(Long.BYTES).writeLong(lastAsked);
    ctx.writeAndFlush(new PingWebSocketFrame(payload));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    lastReadNanos = ctx.executor().ticker().nanoTime();
    if (message instanceof PongWebSocketFrame pong) {
      long sequence = pong.content().readableBytes() == 8 ? pong.content().readLong() : 0;
      ReferenceCountUtil.release(message);
      if (sequence > 0 && sequence <= lastAsked) {
        ctx.fireUserEventTriggered(new Acknowledged(sequence));
      }
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof ServerMessage sent) {
      lastSequence.sent(sent.sequence());
      askSoon(ctx);
    }
    ctx.write(message, promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    cancel(look);
    cancel(question);
  }

  private static void cancel(Future<?> planned) {
    if (planned != null) {
      planned.cancel(false);
    }
  }
}
