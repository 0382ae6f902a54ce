package org.univoice.gateway.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.Seat;
import org.univoice.gateway.session.SessionRegistry;

/**
 * Takes the ticket, once, and says whom the connection speaks for. Nothing more is read meanwhile:
 * tickets and sessions may lie elsewhere.
 */
final class TicketHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final Admission admission;
  private final TicketIssuer tickets;
  private final SessionRegistry sessions;
  private final Executor waiting;

  /**
   * @param waiting runs what may wait
   */
  TicketHandler(
      Admission admission, TicketIssuer tickets, SessionRegistry sessions, Executor waiting) {
    this.admission = admission;
    this.tickets = tickets;
    this.sessions = sessions;
    this.waiting = waiting;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    List<String> offered =
        new QueryStringDecoder(request.uri()).parameters().getOrDefault("ticket", List.of());
    String ticket = offered.size() == 1 ? offered.get(0) : null;
    // From here on the ticket is nowhere: no later handler can log it.
    request.setUri(MediaConfig.PATH);
    request.retain();
    ctx.channel().config().setAutoRead(false);
    CompletableFuture.supplyAsync(() -> seat(ctx.channel(), ticket), waiting)
        .whenComplete(
            (seat, failure) ->
                MessageHandler.onEventLoop(ctx, () -> goOn(ctx, request, seat, failure)));
  }

  private Seat seat(Channel client, String ticket) {
    // Whoever has waited here for too long may sit at another gateway by now.
    if (!client.isActive()) {
      throw new RefusedException(
          ErrorCode.TIMEOUT, "The client has gone.", "Connect again, with a new ticket.");
    }
    Seat seat = sessions.take(tickets.redeem(ticket));
    // Who was in a session before comes back to go on.
    if (seat.participant().configuration().isEmpty()) {
      admission.requireRoom();
    }
    return seat;
  }

  private void goOn(
      ChannelHandlerContext ctx, FullHttpRequest request, Seat seat, Throwable failure) {
    if (ctx.isRemoved()) {
      request.release();
      return;
    }
    ctx.channel().config().setAutoRead(true);
    if (failure != null) {
      request.release();
      ctx.fireExceptionCaught(
          failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
      return;
    }
    ctx.fireUserEventTriggered(new Admitted(seat.session(), seat.participant()));
    ctx.fireChannelRead(request);
    ctx.pipeline().remove(this);
  }
}
