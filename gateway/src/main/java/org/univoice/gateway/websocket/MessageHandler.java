package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/** Answers what the client says. */
final class MessageHandler extends SimpleChannelInboundHandler<ClientMessage> {
  private final Conversation conversation;
  private final LastSequence lastSequence;
  private Seated seated;

  MessageHandler(Conversation conversation, LastSequence lastSequence) {
    this.conversation = conversation;
    this.lastSequence = lastSequence;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Seated seat) {
      seated = seat;
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ClientMessage message) {
    if (seated != null) {
      conversation.answer(seated, message, lastSequence.value()).ifPresent(ctx::writeAndFlush);
    }
  }
}
