package org.univoice.gateway.websocket;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How the media listener behaves.
 *
 * @param connections at most so many at once; each holds a socket
 * @param origins what a browser's Origin may be; clients that send none are let in
 * @param ownOrigins so are those of the gateway's own page, once its port is known
 * @param upgradeDeadline for a connection to become a WebSocket
 * @param ping how often a quiet connection is asked whether it is still there
 * @param idle a connection from which nothing came for so long is closed
 * @param acknowledge how often receipt of deliveries is asked for while they flow
 */
public record MediaConfig(
    int connections,
    Set<String> origins,
    Supplier<Set<String>> ownOrigins,
    Duration upgradeDeadline,
    Duration ping,
    Duration idle,
    Duration acknowledge) {
  public static final String PATH = "/v1/stream";
  public static final String SUBPROTOCOL = "univoice.v1";
  public static final int LARGEST_MESSAGE_BYTES = 64 * 1024;

  public static final MediaConfig DEFAULT =
      new MediaConfig(
          10_000,
          Set.of(
              "http://localhost:8080",
              "http://127.0.0.1:8080",
              "http://localhost:5173",
              "http://127.0.0.1:5173"),
          Set::of,
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1));

  public MediaConfig {
    origins = Set.copyOf(origins);
    if (connections < 1) {
      throw new IllegalArgumentException("connections must be at least 1");
    }
    if (idle.compareTo(ping) <= 0) {
      throw new IllegalArgumentException("idle must be longer than ping");
    }
  }

  public MediaConfig(
      int connections,
      Set<String> origins,
      Duration upgradeDeadline,
      Duration ping,
      Duration idle,
      Duration acknowledge) {
    this(connections, origins, Set::of, upgradeDeadline, ping, idle, acknowledge);
  }

  /** Whether pages of this origin may ask. */
  public boolean allows(String origin) {
    return origins.contains(origin) || ownOrigins.get().contains(origin);
  }

  public MediaConfig withOrigins(Set<String> allowed) {
    return new MediaConfig(
        connections, allowed, ownOrigins, upgradeDeadline, ping, idle, acknowledge);
  }

  public MediaConfig withOwnOrigins(Supplier<Set<String>> own) {
    return new MediaConfig(connections, origins, own, upgradeDeadline, ping, idle, acknowledge);
  }

  public MediaConfig withConnections(int most) {
    return new MediaConfig(most, origins, ownOrigins, upgradeDeadline, ping, idle, acknowledge);
  }
}
