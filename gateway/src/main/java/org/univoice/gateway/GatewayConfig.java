package org.univoice.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.univoice.gateway.admission.AdmissionConfig;
import org.univoice.gateway.graphql.GraphqlConfig;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.web.WebConfig;
import org.univoice.gateway.websocket.MediaConfig;

/**
 * Where the gateway listens and what it allows. Port 0 means any free one.
 *
 * @param host what the listeners for clients bind to
 * @param deliveryHost what the delivery service binds to; whoever reaches it can speak for the job,
 *     so it never faces clients
 * @param publicHost the name under which clients reach the media listener
 * @param apiToken guards what changes something; a secret
 */
public record GatewayConfig(
    String host,
    String publicHost,
    String deliveryHost,
    int mediaPort,
    int apiPort,
    int deliveryPort,
    String apiToken,
    MediaConfig media,
    SessionLimits sessions,
    AdmissionConfig admission,
    GraphqlConfig graphql,
    WebConfig web) {

  public GatewayConfig {
    if (apiToken == null || apiToken.length() < 16) {
      throw new IllegalArgumentException("the api token must have at least 16 characters");
    }
  }

  /** One machine: loopback only, the fixed ports, a new random token. */
  public static GatewayConfig local() {
    byte[] token = new byte[32];
    new SecureRandom().nextBytes(token);
    return new GatewayConfig(
        "127.0.0.1",
        "127.0.0.1",
        "127.0.0.1",
        8090,
        8080,
        8091,
        HexFormat.of().formatHex(token),
        MediaConfig.DEFAULT,
        SessionLimits.DEFAULT,
        AdmissionConfig.DEFAULT,
        GraphqlConfig.DEFAULT,
        WebConfig.NONE);
  }

  public GatewayConfig onFreePorts() {
    return withMediaPort(0).withApiPort(0).withDeliveryPort(0);
  }

  public GatewayConfig withHost(String bind, String reachedAs) {
    return with(
        copy -> {
          copy.host = bind;
          copy.publicHost = reachedAs;
        });
  }

  public GatewayConfig withDeliveryHost(String bind) {
    return with(copy -> copy.deliveryHost = bind);
  }

  public GatewayConfig withMediaPort(int port) {
    return with(copy -> copy.mediaPort = port);
  }

  public GatewayConfig withApiPort(int port) {
    return with(copy -> copy.apiPort = port);
  }

  public GatewayConfig withDeliveryPort(int port) {
    return with(copy -> copy.deliveryPort = port);
  }

  public GatewayConfig withApiToken(String token) {
    return with(copy -> copy.apiToken = token);
  }

  public GatewayConfig withMedia(MediaConfig wanted) {
    return with(copy -> copy.media = wanted);
  }

  public GatewayConfig withSessions(SessionLimits wanted) {
    return with(copy -> copy.sessions = wanted);
  }

  public GatewayConfig withAdmission(AdmissionConfig wanted) {
    return with(copy -> copy.admission = wanted);
  }

  public GatewayConfig withGraphql(GraphqlConfig wanted) {
    return with(copy -> copy.graphql = wanted);
  }

  public GatewayConfig withWeb(WebConfig wanted) {
    return with(copy -> copy.web = wanted);
  }

  /** A port that was free a moment ago, for who must know it before the gateway starts. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "GatewayConfig["
        + host
        + ", media="
        + mediaPort
        + ", api="
        + apiPort
        + ", delivery="
        + deliveryPort
        + "]";
  }

  private GatewayConfig with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.made();
  }

  /** Changed by name: of so many parts the order is easily mistaken. */
  private static final class Copy {
    private String host;
    private String publicHost;
    private String deliveryHost;
    private int mediaPort;
    private int apiPort;
    private int deliveryPort;
    private String apiToken;
    private MediaConfig media;
    private SessionLimits sessions;
    private AdmissionConfig admission;
    private GraphqlConfig graphql;
    private WebConfig web;

    private Copy(GatewayConfig of) {
      host = of.host;
      publicHost = of.publicHost;
      deliveryHost = of.deliveryHost;
      mediaPort = of.mediaPort;
      apiPort = of.apiPort;
      deliveryPort = of.deliveryPort;
      apiToken = of.apiToken;
      media = of.media;
      sessions = of.sessions;
      admission = of.admission;
      graphql = of.graphql;
      web = of.web;
    }

    private GatewayConfig made() {
      return new GatewayConfig(
          host,
          publicHost,
          deliveryHost,
          mediaPort,
          apiPort,
          deliveryPort,
          apiToken,
          media,
          sessions,
          admission,
          graphql,
          web);
    }
  }
}
