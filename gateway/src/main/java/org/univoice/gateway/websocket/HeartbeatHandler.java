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
  private Future<?> beat;
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
      long everyMillis = config.acknowledge().toMillis();
      lastReadNanos = ctx.executor().ticker().nanoTime();
      lastPingNanos = lastReadNanos;
      beat =
          ctx.executor()
              .scheduleAtFixedRate(
                  () -> beat(ctx), everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }
    ctx.fireUserEventTriggered(event);
  }

  private void beat(ChannelHandlerContext ctx) {
    long now = ctx.executor().ticker().nanoTime();
    if (gate.held()) {
      // We do not listen, so silence is not the client's.
      lastReadNanos = now;
    } else if (now - lastReadNanos > config.idle().toNanos()) {
      ctx.fireExceptionCaught(new IdleConnectionException(config.idle()));
      return;
    }
    boolean news = lastSequence.value() > lastAsked && ctx.channel().isWritable();
    if (news || now - lastPingNanos > config.ping().toNanos()) {
      lastAsked = lastSequence.value();
      lastPingNanos = now;
      ByteBuf payload = ctx.alloc().buffer(Long.BYTES).writeLong(lastAsked);
      ctx.writeAndFlush(new PingWebSocketFrame(payload));
    }
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
    }
    ctx.write(message, promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (beat != null) {
      beat.cancel(false);
    }
  }
}
