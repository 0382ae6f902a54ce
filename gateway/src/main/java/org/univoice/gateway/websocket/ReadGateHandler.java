package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Stops reading from the socket while there is a reason, so that TCP slows the sender down. Used on
 * the connection's event loop only.
 */
final class ReadGateHandler extends ChannelInboundHandlerAdapter {
  /** What a client may owe us in unread answers before it is not listened to any more. */
  private static final long MOST_UNREAD_BYTES = 256 * 1024;

  /** A bit per reason. */
  private int reasons;

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
    reasons |= 1 << reason.ordinal();
    apply();
  }

  void release(Reason reason) {
    reasons &= ~(1 << reason.ordinal());
    apply();
  }

  /** Whether it is for us that nothing is read, and not for the client, who does not read. */
  boolean heldByUs() {
    return (reasons & ~(1 << Reason.ANSWERS.ordinal())) != 0;
  }

  private void apply() {
    context.channel().config().setAutoRead(reasons == 0);
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
