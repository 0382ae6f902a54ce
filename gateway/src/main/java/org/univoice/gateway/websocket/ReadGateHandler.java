package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.EnumSet;
import java.util.Set;

/**
 * Stops reading from the socket while there is a reason, so that TCP slows the sender down. Used on
 * the connection's event loop only.
 */
final class ReadGateHandler extends ChannelInboundHandlerAdapter {
  /** What a client may owe us in unread answers before it is not listened to any more. */
  private static final long MOST_UNREAD_BYTES = 256 * 1024;

  private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
  private ChannelHandlerContext context;

  /** Why nothing is read. */
  enum Reason {
    /** Audio comes faster than it may. */
    PACE,
    /** The stream into the job is full. */
    STREAM,
    /** The client does not read what it made us answer. */
    ANSWERS,
    /** The client shall go on at another gateway. */
    GOING_AWAY
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  void hold(Reason reason) {
    reasons.add(reason);
    apply();
  }

  void release(Reason reason) {
    reasons.remove(reason);
    apply();
  }

  boolean held() {
    return !reasons.isEmpty();
  }

  private void apply() {
    context.channel().config().setAutoRead(reasons.isEmpty());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (ctx.channel().bytesBeforeWritable() > MOST_UNREAD_BYTES) {
      hold(Reason.ANSWERS);
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      release(Reason.ANSWERS);
    }
    ctx.fireChannelWritabilityChanged();
  }
}
