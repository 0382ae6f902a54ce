package org.univoice.gateway.access.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.univoice.gateway.access.Ticket;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.access.TicketSecret;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Tickets that every gateway of a deployment takes, once.
 *
 * <p>The key holds the id and the secret's SHA-256, so that Redis never sees the secret, a wrong
 * one uses nothing up, and taking the ticket is one GETDEL.
 */
public final class RedisTicketIssuer implements TicketIssuer, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;
  private final Clock clock;
  private final Duration validity;

  private RedisTicketIssuer(
      RedisClient client,
      StatefulRedisConnection<String, String> connection,
      Clock clock,
      Duration validity) {
    this.client = client;
    this.connection = connection;
    this.clock = clock;
    this.validity = validity;
  }

  /**
   * @param uri redis://… or, with TLS, rediss://…; may hold a password
   */
  public static RedisTicketIssuer connect(URI uri, Clock clock, Duration validity) {
    RedisURI address = RedisURI.create(uri);
    address.setTimeout(PATIENCE);
    RedisClient client = RedisClient.create(address);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .build());
    try {
      return new RedisTicketIssuer(client, client.connect(), clock, validity);
    } catch (RedisException e) {
      client.shutdown();
      throw e;
    }
  }

  @Override
  public Ticket issue(TicketClaims claims) {
    TicketSecret secret = TicketSecret.random();
    try {
      connection
          .sync()
          .set(key(secret), JSON.writeValueAsString(claims), SetArgs.Builder.nx().ex(validity));
      return new Ticket(secret.value(), claims, clock.instant().plus(validity));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("claims cannot be written down", e);
    } catch (RedisException e) {
      throw unavailable();
    }
  }

  @Override
  public TicketClaims redeem(String ticket) {
    TicketSecret secret = TicketSecret.of(ticket).orElseThrow(TicketSecret::unknown);
    try {
      String claims = connection.sync().getdel(key(secret));
      if (claims == null) {
        throw TicketSecret.unknown();
      }
      return JSON.readValue(claims, TicketClaims.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("claims were not written by a gateway", e);
    } catch (RedisException e) {
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

  @Override
  public void close() {
    connection.close();
    client.shutdown(Duration.ZERO, PATIENCE);
  }
}
