package org.univoice.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.session.SessionRegistry;

/** Takes the ticket, once, and says whom the connection speaks for. */
final class TicketHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final TicketIssuer tickets;
  private final SessionRegistry sessions;

  TicketHandler(TicketIssuer tickets, SessionRegistry sessions) {
    this.tickets = tickets;
    this.sessions = sessions;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    List<String> offered =
        new QueryStringDecoder(request.uri()).parameters().getOrDefault("ticket", List.of());
    TicketClaims claims = tickets.redeem(offered.size() == 1 ? offered.get(0) : null);
    ctx.fireUserEventTriggered(
        new Admitted(sessions.session(claims.sessionId()), sessions.participant(claims)));
    // From here on the ticket is nowhere: no later handler can log it.
    request.setUri(MediaConfig.PATH);
    ctx.fireChannelRead(request.retain());
    ctx.pipeline().remove(this);
  }
}
