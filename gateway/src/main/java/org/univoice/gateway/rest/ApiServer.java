package org.univoice.gateway.rest;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.util.InetAddressPredicates;
import com.linecorp.armeria.server.ClientAddressSource;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

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
  public static ApiServer start(InetSocketAddress address, ApiRooms rooms) throws IOException {
    Callers callers = new Callers(rooms.authenticator());
    ServerBuilder builder = Server.builder();
    rooms.personal().serve(builder, callers);
    Server server =
        builder
            .port(address, SessionProtocol.HTTP)
            .maxRequestLength(LARGEST_REQUEST_BYTES)
            .requestTimeout(Duration.ofSeconds(10))
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(1))
            .annotatedService(
                new SessionEndpoint(
                    callers,
                    rooms.admission(),
                    rooms.sessions(),
                    rooms.tickets(),
                    rooms.mediaUrl()))
            .annotatedService(new TranscriptEndpoint(callers, rooms.transcripts()))
            .annotatedService(new LanguageEndpoint(rooms.catalogue()))
            .annotatedService(
                new OperationsEndpoint(
                    rooms.catalogue(),
                    rooms.publisher(),
                    rooms.sessions()::draining,
                    rooms.metrics()))
            // The last one is asked first.
            .decorator(service -> new IdempotencyDecorator(service, rooms.idempotency(), callers))
            .decorator(service -> RateLimitDecorator.ofCallers(service, rooms.limits(), callers))
            .decorator(service -> RateLimitDecorator.ofAddresses(service, rooms.limits()))
            .decorator(RequestIdDecorator::new)
            .clientAddressSources(ClientAddressSource.ofHeader("x-forwarded-for"))
            .clientAddressTrustedProxyFilter(trusted(rooms.trustedProxies()))
            .errorHandler(new ErrorResponses(rooms.clock()))
            .build();
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    }
    return new ApiServer(server);
  }

  /** Nobody else may say where a request came from. */
  private static Predicate<InetAddress> trusted(List<String> networks) {
    return networks.stream()
        .map(InetAddressPredicates::ofCidr)
        .reduce(address -> false, Predicate::or);
  }

  public InetSocketAddress address() {
    return server.activePort().localAddress();
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
