package org.univoice.gateway.access;

import org.univoice.gateway.error.RefusedException;

/**
 * Issues one-time tickets and takes them back. Implementations are safe for use by many threads.
 */
public interface TicketIssuer {

  /**
   * @throws RefusedException THROTTLED when too many tickets are waiting to be used
   */
  Ticket issue(TicketClaims claims);

  /**
   * What the ticket is bound to. Succeeds at most once per ticket, also when several ask at once.
   *
   * @throws RefusedException UNAUTHORIZED when the ticket is unknown, expired or used
   */
  TicketClaims redeem(String ticket);
}
