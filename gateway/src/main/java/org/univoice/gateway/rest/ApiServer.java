package org.univoice.gateway.rest;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.ClientAddressSource;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServerTlsConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.tls.TlsIdentity;
import org.univoice.gateway.tls.TlsPolicy;

/** Listens for everything that is not media. */
public final class ApiServer implements AutoCloseable {
  private static final long LARGEST_REQUEST_BYTES = 64 * 1024;

  private static final int LARGEST_HEADER_BYTES = 16 * 1024;

  private static final int HEALTH_THREADS = 2;

  private final Server server;
  private final OpenConnections open;

  private ApiServer(Server server, OpenConnections open) {
    this.server = server;
    this.open = open;
  }

  /**
   * @throws IOException when the port cannot be bound
   */
  public static ApiServer start(InetSocketAddress address, ApiRooms rooms) throws IOException {
    Callers callers = new Callers(rooms.authentication());
    ServerBuilder builder = listening(address, rooms.tls());
    List<Object> endpoints = new ArrayList<>(endpoints(rooms, callers));
    endpoints.forEach(builder::annotatedService);
    // Whoever watches over the gateway is answered also when everything else waits.
    Object operations = new OperationsEndpoint(rooms.health(), rooms.metrics());
    builder.annotatedService().blockingTaskExecutor(HEALTH_THREADS).build(operations);
    endpoints.add(operations);
    endpoints.addAll(rooms.personal().serve(builder, callers));
    DocumentationEndpoint.addPageTo(builder);
    CallerLimits limits = new CallerLimits(rooms.limits());
    rooms.parts().forEach(part -> part.addTo(builder, callers, limits));
    QueryParameters known = QueryParameters.of(endpoints);
    OpenConnections open = new OpenConnections();
    TrustedProxies proxies = new TrustedProxies(rooms.trustedProxies());
    Server server =
        builder
            .maxRequestLength(LARGEST_REQUEST_BYTES)
            .http1MaxHeaderSize(LARGEST_HEADER_BYTES)
            .http2MaxHeaderListSize(LARGEST_HEADER_BYTES)
            .requestTimeout(Duration.ofSeconds(10))
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ofSeconds(1))
            .bossGroupFactory(PromptLoops::new)
            .connectionDrainDuration(Duration.ZERO)
            .childChannelPipelineCustomizer(open::opened)
            // The last one is asked first.
            .decorator(service -> new StrictQueryDecorator(service, known))
            .decorator(ContentTypeDecorator::new)
            .decorator(service -> new IdempotencyDecorator(service, rooms.idempotency(), callers))
            .decorator(service -> RateLimitDecorator.ofCallers(service, rooms.limits(), callers))
            .decorator(service -> new AuthenticationDecorator(service, callers))
            .decorator(service -> RateLimitDecorator.ofAddresses(service, rooms.limits()))
            .decorator(service -> Origins.guard(service, rooms.origins()))
            .decorator(service -> new SecurityHeaders(service, rooms.hsts()))
            .decorator(RequestIdDecorator::new)
            .decorator(open::serve)
            .decorator(
                (service, ctx, request) -> {
                  rooms.parts().forEach(part -> part.begins(ctx));
                  return service.serve(ctx, request);
                })
            .clientAddressSources(ClientAddressSource.ofHeader("x-forwarded-for"))
            .clientAddressTrustedProxyFilter(proxies)
            .clientAddressMapper(proxies::client)
            .errorHandler(errors(rooms))
            // The error handler logs what nobody else does.
            .unloggedExceptionsReportInterval(Duration.ZERO)
            .build();
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    }
    return new ApiServer(server, open);
  }

  /** What a part says in its own way, and everything else over HTTP. */
  private static ServerErrorHandler errors(ApiRooms rooms) {
    ServerErrorHandler errors = (ctx, failure) -> null;
    for (ApiPart part : rooms.parts()) {
      errors = errors.orElse(part::refused);
    }
    return errors.orElse(new ErrorResponses(rooms.hsts(), rooms.clock()));
  }

  /** Every endpoint that needs no limits of its own; its routes are what its annotations say. */
  private static List<Object> endpoints(ApiRooms rooms, Callers callers) {
    RecordingService recordings = rooms.personal().recordings();
    List<Object> endpoints = new ArrayList<>();
    rooms.signIns().ifPresent(signIns -> endpoints.add(new AuthEndpoint(signIns)));
    endpoints.addAll(
        List.of(
            new SessionEndpoint(callers, rooms.sessions(), recordings, rooms.mediaUrl()),
            new GuestEndpoint(callers, rooms.guests(), rooms.mediaUrl()),
            new SessionEndpointV2(callers, rooms.sessions(), recordings),
            new TranscriptEndpoint(callers, rooms.transcripts()),
            new UserEndpoint(callers, rooms.accounts()),
            new ApiKeyEndpoint(callers, rooms.apiKeys()),
            new SignInOptionsEndpoint(rooms.signInOptions()),
            new LanguageEndpoint(rooms.catalogue()),
            new DocumentationEndpoint()));
    return endpoints;
  }

  private static ServerBuilder listening(
      InetSocketAddress address, Optional<Supplier<TlsIdentity>> tls) {
    ServerBuilder builder = Server.builder();
    if (tls.isEmpty()) {
      return builder.port(address, SessionProtocol.HTTP);
    }
    return builder
        .port(address, SessionProtocol.HTTPS)
        .tlsProvider(
            host -> keyPair(tls.get().get()),
            ServerTlsConfig.builder()
                .tlsCustomizer(context -> context.protocols(TlsPolicy.PROTOCOL).ciphers(ciphers()))
                .build());
  }

  /**
   * Armeria insists on one of TLS 1.2, which no client gets: that version is not spoken. Both
   * kinds, because OpenSSL looks for keys of those kinds only that a suite names.
   */
  private static List<String> ciphers() {
    List<String> ciphers = new ArrayList<>(TlsPolicy.CIPHERS);
    ciphers.add("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    ciphers.add("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
    return ciphers;
  }

  private static TlsKeyPair keyPair(TlsIdentity shown) {
    return TlsKeyPair.of(shown.key(), shown.chain());
  }

  /** What is served, as "GET /v1/sessions/{id}"; of parts without a method only the path. */
  public List<String> routes() {
    return Routes.of(server.config().serviceConfigs());
  }

  public InetSocketAddress address() {
    return server.activePort().localAddress();
  }

  @Override
  public void close() {
    open.finish();
    server.stop().join();
  }
}
