package org.univoice.gateway.access.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.SetArgs;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.univoice.gateway.access.Ticket;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.access.TicketSecret;
import org.univoice.gateway.cache.redis.RedisAwayException;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Tickets that every gateway of a deployment takes, once.
 *
 * <p>The key holds the id and the secret's SHA-256, so that Redis never sees the secret, a wrong
 * one uses nothing up, and taking the ticket is one GETDEL.
 */
public final class RedisTicketIssuer implements TicketIssuer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RedisLink redis;
  private final Clock clock;
  private final Duration validity;

  /**
   * @param redis closed by whoever opened it
   */
  public RedisTicketIssuer(RedisLink redis, Clock clock, Duration validity) {
    this.redis = redis;
    this.clock = clock;
    this.validity = validity;
  }

  @Override
  public Ticket issue(TicketClaims claims) {
    TicketSecret secret = TicketSecret.random();
    try {
      byte[] json = JSON.writeValueAsBytes(claims);
      SetArgs once = SetArgs.Builder.nx().ex(validity);
      redis.askPatiently(asked -> asked.set(key(secret), json, once));
      return new Ticket(secret.value(), claims, clock.instant().plus(validity));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("claims cannot be written down", e);
    } catch (RedisAwayException e) {
      throw unavailable();
    }
  }

  @Override
  public TicketClaims redeem(String ticket) {
    TicketSecret secret = TicketSecret.of(ticket).orElseThrow(TicketSecret::unknown);
    try {
      byte[] claims = redis.askPatiently(asked -> asked.getdel(key(secret)));
      if (claims == null) {
        throw TicketSecret.unknown();
      }
      return JSON.readValue(claims, TicketClaims.class);
    } catch (IOException e) {
      throw new IllegalStateException("claims were not written by a gateway", e);
    } catch (RedisAwayException e) {
      throw unavailable();
    }
  }

  private static String key(TicketSecret secret) {
    return "ticket:" + secret.id() + ":" + secret.sha256Hex();
  }

  private static RefusedException unavailable() {
    return new RefusedException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "Tickets cannot be issued or taken at the moment.",
        "Try again in a moment.",
        2);
  }
}
