package org.univoice.gateway.rest;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.Server;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.stream.StreamPublisher;

/** Listens for everything that is not media. */
public final class ApiServer implements AutoCloseable {
  private static final long LARGEST_REQUEST_BYTES = 64 * 1024;

  private final Server server;

  private ApiServer(Server server) {
    this.server = server;
  }

  /**
   * @throws IOException when the port cannot be bound
   */
  public static ApiServer start(
      InetSocketAddress address,
      Authenticator authenticator,
      SessionRegistry sessions,
      TicketIssuer tickets,
      Supplier<URI> mediaUrl,
      LanguageCatalogue catalogue,
      StreamPublisher publisher,
      PrometheusMeterRegistry metrics,
      Clock clock)
      throws IOException {
    Server server =
        Server.builder()
            .port(address, SessionProtocol.HTTP)
            .maxRequestLength(LARGEST_REQUEST_BYTES)
            .requestTimeout(Duration.ofSeconds(10))
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(1))
            .annotatedService(new SessionEndpoint(authenticator, sessions, tickets, mediaUrl))
            .annotatedService(new LanguageEndpoint(catalogue))
            .annotatedService(new OperationsEndpoint(catalogue, publisher, metrics))
            .decorator(RequestIdDecorator::new)
            .errorHandler(new ErrorResponses(clock))
            .build();
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    }
    return new ApiServer(server);
  }

  public InetSocketAddress address() {
    return server.activePort().localAddress();
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
