package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.univoice.gateway.error.RefusedException;

/** Answers what the client says. */
final class MessageHandler extends SimpleChannelInboundHandler<ClientMessage> {
  /** What a message counts as: forty a second are more than any client needs. */
  private static final int COUNTS_AS_MILLIS = 50;

  /** The detail of an error that names the action of the message that it answers. */
  static final String ACTION = "action";

  private final Conversation conversation;
  private final PaceHandler pace;
  private final LastSequence lastSequence;
  private Seated seated;

  MessageHandler(Conversation conversation, PaceHandler pace, LastSequence lastSequence) {
    this.conversation = conversation;
    this.pace = pace;
    this.lastSequence = lastSequence;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Seated seat) {
      seated = seat;
    } else if (event instanceof ParticipantsChanged && seated != null) {
      // Nobody asked, so nobody is told where it cannot be known: clients ask again.
      conversation
          .status(seated, lastSequence.value())
          .thenAccept(status -> onEventLoop(ctx, () -> status.ifPresent(ctx::writeAndFlush)));
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ClientMessage message) {
    if (seated != null) {
      pace.accepted(COUNTS_AS_MILLIS);
      try {
        seated
            .logFields()
            .call(() -> conversation.answer(seated, message, lastSequence.value()))
            .whenComplete(
                (answer, failure) -> onEventLoop(ctx, () -> tell(ctx, message, answer, failure)));
      } catch (RefusedException e) {
        throw e.with(ACTION, message.action());
      }
    }
  }

  /** Audio is refused in between, so whoever is refused is told what it is that was. */
  private static void tell(
      ChannelHandlerContext ctx,
      ClientMessage message,
      Optional<ServerMessage> answer,
      Throwable failure) {
    if (failure == null) {
      answer.ifPresent(ctx::writeAndFlush);
      return;
    }
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    ctx.fireExceptionCaught(
        cause instanceof RefusedException refused ? refused.with(ACTION, message.action()) : cause);
  }

  /** At once when it is there already: what was first said is first answered. */
  static void onEventLoop(ChannelHandlerContext ctx, Runnable work) {
    if (ctx.executor().inEventLoop()) {
      work.run();
    } else {
      ctx.executor().execute(work);
    }
  }
}
