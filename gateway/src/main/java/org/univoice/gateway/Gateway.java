package org.univoice.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.AccessPolicy;
import org.univoice.gateway.access.Accounts;
import org.univoice.gateway.access.ApiTokenAuthenticator;
import org.univoice.gateway.access.Authentication;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.AuthenticatorChain;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.SignInOptions;
import org.univoice.gateway.access.SignIns;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.access.apikey.ApiKeyAuthenticator;
import org.univoice.gateway.access.apikey.ApiKeys;
import org.univoice.gateway.access.guest.GuestAuthenticator;
import org.univoice.gateway.access.guest.GuestTokens;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.admission.AdmissionGuard;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.delivery.DeliveryServer;
import org.univoice.gateway.graphql.GraphqlApi;
import org.univoice.gateway.graphql.GraphqlRooms;
import org.univoice.gateway.grpc.GrpcApi;
import org.univoice.gateway.grpc.InterpreterRooms;
import org.univoice.gateway.health.GatewayChecks;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.rest.ApiRooms;
import org.univoice.gateway.rest.ApiServer;
import org.univoice.gateway.session.GuestService;
import org.univoice.gateway.session.OriginalsElsewhere;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.SessionFollower;
import org.univoice.gateway.session.SessionKeeper;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SessionService;
import org.univoice.gateway.session.SharedResources;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.gateway.transcript.TranscriptKeeper;
import org.univoice.gateway.transcript.TranscriptService;
import org.univoice.gateway.user.AccountService;
import org.univoice.gateway.user.StoredAccounts;
import org.univoice.gateway.web.MediaUrl;
import org.univoice.gateway.web.OwnOrigins;
import org.univoice.gateway.web.PagePart;
import org.univoice.gateway.websocket.MediaConfig;
import org.univoice.gateway.websocket.MediaListener;

/** The running gateway: its three listeners and what they share. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** Longer than a load balancer needs to notice, shorter than operators like to wait. */
  private static final Duration DRAIN_SPREAD = Duration.ofSeconds(3);

  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(30);

  private final GatewayConfig config;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private SessionRegistry sessions;
  private DeliveryServer delivery;
  private MediaListener media;
  private ApiServer api;
  private boolean tls;
  private MediaUrl mediaUrls;

  /** None until the port of the api is known. */
  private volatile Set<String> ownOrigins = Set.of();

  private Gateway(GatewayConfig config) {
    this.config = config.withMedia(config.media().withOwnOrigins(() -> ownOrigins));
  }

  /**
   * Starts all listeners, or none.
   *
   * @throws PortTakenException when a port cannot be had
   */
  public static Gateway start(GatewayConfig config, Outside outside) {
    Gateway gateway = new Gateway(config);
    try {
      gateway.connect(outside);
      return gateway;
    } catch (RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  /** As {@link #start(GatewayConfig, Outside)}, for one user on one machine. */
  public static Gateway start(
      GatewayConfig config, StreamPublisher publisher, LanguageCatalogue catalogue, Clock clock) {
    return start(config, Outside.local(config, publisher, catalogue, clock));
  }

  private void connect(Outside outside) {
    tls = outside.tls().isPresent();
    StreamPublisher publisher = outside.publisher();
    Clock clock = outside.clock();
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Deployment deployment = outside.deployment();
    TicketIssuer tickets = deployment.tickets();
    AccessPolicy policy = new AccessPolicy(outside.identities().services());
    Gatekeeper gatekeeper = new Gatekeeper(policy, outside.audit(), clock);
    StoredAccounts accounts =
        new StoredAccounts(outside.stores().users(), outside.identities().region(), clock);
    sessions =
        new SessionRegistry(
            config.sessions(),
            new RandomIds(),
            () -> new TrackMicrophone(FfmpegNormalizer::open),
            publisher,
            deployment.directory(),
            deployment.waiting(),
            clock);
    sessions.observe(new SessionFollower(sessions, deployment.bus(), deployment.waiting()));
    OriginalsElsewhere originals =
        new OriginalsElsewhere(sessions, deployment.bus(), new RandomIds().get(), clock);
    sessions.observe(originals);
    outside.observers().forEach(sessions::observe);
    metrics.gauge("univoice.sessions", sessions, SessionRegistry::size);
    SessionKeeper keeper = keep(outside.stores(), deployment.bus(), metrics, clock);
    parts.push(every(Duration.ofSeconds(1), "session-expiry", sessions::expire));
    parts.push(every(OriginalsElsewhere.RENEWAL, "original-voices", originals::renew));
    AdmissionGuard admission = AdmissionGuard.start(config.admission(), metrics);
    parts.push(admission);
    PersonalData personal = new PersonalData(outside, accounts, gatekeeper, sessions);
    parts.push(personal);
    keeper.listen(personal.recorder()::changed);

    delivery =
        listen(
            "delivery",
            config.deliveryHost(),
            config.deliveryPort(),
            "UNIVOICE_DELIVERY_PORT",
            address -> DeliveryServer.start(address, sessions));
    media =
        listen(
            "media",
            config.host(),
            config.mediaPort(),
            "UNIVOICE_MEDIA_PORT",
            address ->
                MediaListener.start(
                    address,
                    config.media(),
                    admission,
                    outside.tls(),
                    tickets,
                    sessions,
                    outside.catalogue(),
                    publisher,
                    deployment.waiting(),
                    metrics,
                    clock));
    mediaUrls =
        new MediaUrl(
            tls,
            config.publicHost(),
            mediaAddress().getPort(),
            MediaConfig.PATH,
            OwnOrigins.names(mediaAddress(), config.web().names()));
    api =
        listen(
            "api",
            config.host(),
            config.apiPort(),
            "UNIVOICE_API_PORT",
            address ->
                ApiServer.start(
                    address,
                    apiRooms(outside, policy, gatekeeper, accounts, admission, personal, metrics)));
    ownOrigins = OwnOrigins.of(tls, apiAddress(), config.web().publicUrl(), mediaUrls.names());
    LOG.info("Media on {}, api on {}", mediaAddress(), apiAddress());
  }

  private ApiRooms apiRooms(
      Outside outside,
      AccessPolicy policy,
      Gatekeeper gatekeeper,
      Accounts accounts,
      Admission admission,
      PersonalData personal,
      PrometheusMeterRegistry metrics) {
    Clock clock = outside.clock();
    Stores stores = outside.stores();
    LanguageCatalogue catalogue = outside.catalogue();
    TicketIssuer tickets = outside.deployment().tickets();
    SessionBus bus = outside.deployment().bus();
    SessionService service =
        new SessionService(
            sessions,
            stores.sessions(),
            gatekeeper,
            tickets,
            outside.personal().participations(),
            personal.residency(),
            catalogue,
            personal.glossaries(),
            admission,
            bus,
            RecordingService::urlOf,
            clock);
    GuestTokens guestTokens = new GuestTokens(outside.identities().guests());
    List<Authenticator> proofs = proofs(outside, accounts, guestTokens);
    GuestService guests =
        new GuestService(
            sessions,
            stores.sessions(),
            gatekeeper,
            guestTokens,
            tickets,
            outside.personal().participations(),
            personal.residency(),
            admission,
            outside.audit(),
            clock);
    TranscriptService transcripts =
        new TranscriptService(
            gatekeeper,
            stores.sessions(),
            stores.segments(),
            new SharedResources(outside.personal().participations()));
    return new ApiRooms(
        new Authentication(new AuthenticatorChain(proofs), outside.audit(), clock),
        config.media()::allows,
        outside.tls(),
        // Names of the machine itself are those of whatever else it serves without TLS, too.
        outside.tls().isPresent() && config.web().names().isEmpty(),
        new ApiKeys(stores.apiKeys(), accounts, gatekeeper, policy, clock),
        outside
            .identities()
            .signIn()
            .map(made -> new SignIns(made, accounts, outside.audit(), clock)),
        new SignInOptions(
            proofs.stream().anyMatch(ApiTokenAuthenticator.class::isInstance),
            outside.identities().signIn().isPresent(),
            config.web().code()),
        service,
        guests,
        new AccountService(stores.users(), gatekeeper),
        transcripts,
        mediaUrls,
        catalogue,
        List.of(
            GatewayChecks.catalogue(catalogue),
            GatewayChecks.publisher(outside.publisher()),
            GatewayChecks.sessions(sessions),
            GatewayChecks.store(stores.sessions())),
        metrics,
        personal.rooms(),
        List.of(
            new GrpcApi(
                new InterpreterRooms(
                    admission,
                    tickets,
                    sessions,
                    catalogue,
                    outside.publisher(),
                    config.media().connections(),
                    config.media().upgradeDeadline(),
                    clock),
                service,
                Optional.of(
                    new VoicesOverGrpc(personal.rooms().voices(), personal.rooms().recordings())),
                Optional.of(new RecordingsOverGrpc(personal.rooms().recordings()))),
            new GraphqlApi(
                new GraphqlRooms(
                    service,
                    transcripts,
                    bus,
                    personal.rooms().voices()::find,
                    mediaUrls,
                    config.media()::allows,
                    clock),
                config.graphql()),
            new PagePart(config.web(), mediaUrls)),
        outside.traffic().limits(),
        outside.traffic().idempotency(),
        outside.traffic().trustedProxies(),
        clock);
  }

  /** Closed after the listeners, so that nothing comes any more when the last of it is stored. */
  private SessionKeeper keep(Stores stores, SessionBus bus, MeterRegistry metrics, Clock clock) {
    TranscriptKeeper transcripts = new TranscriptKeeper(stores.segments(), bus, metrics, clock);
    parts.push(transcripts);
    sessions.observe(transcripts);
    SessionKeeper keeper =
        new SessionKeeper(stores.sessions(), bus, new RandomIds().get(), metrics, clock);
    parts.push(keeper);
    sessions.observe(keeper);
    return keeper;
  }

  /** API keys and guest tokens first; any other bearer token is for whoever knows its kind. */
  private static List<Authenticator> proofs(
      Outside outside, Accounts accounts, GuestTokens guests) {
    List<Authenticator> links = new ArrayList<>();
    links.add(new ApiKeyAuthenticator(outside.stores().apiKeys(), accounts, outside.clock()));
    links.add(
        new GuestAuthenticator(
            guests,
            id -> outside.stores().sessions().find(id).map(StoredSession::tenant),
            outside.clock()));
    outside.identities().proofs().forEach(proof -> links.add(proof.apply(accounts)));
    return links;
  }

  private <T extends AutoCloseable> T listen(
      String name, String host, int port, String key, Listening<T> listening) {
    try {
      T listener = listening.at(new InetSocketAddress(host, port));
      parts.push(listener);
      return listener;
    } catch (IOException e) {
      throw new PortTakenException(name, port, key, e);
    }
  }

  private static AutoCloseable every(Duration period, String name, Runnable task) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            run -> {
              Thread thread = new Thread(run, name);
              thread.setDaemon(true);
              return thread;
            });
    long millis = period.toMillis();
    timer.scheduleAtFixedRate(() -> attempt(name, task), millis, millis, TimeUnit.MILLISECONDS);
    return timer::shutdownNow;
  }

  /** A failure must not end the timer, and with it every later run. */
  private static void attempt(String name, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("What is done again and again failed: {}", name, e);
    }
  }

  public InetSocketAddress mediaAddress() {
    return media.address();
  }

  public InetSocketAddress apiAddress() {
    return api.address();
  }

  public InetSocketAddress deliveryAddress() {
    return delivery.address();
  }

  /** What the api serves, as "GET /v1/sessions/{id}". */
  public List<String> apiRoutes() {
    return api.routes();
  }

  public String apiToken() {
    return config.apiToken();
  }

  /** Where clients open their WebSockets. */
  public URI mediaUrl() {
    return mediaUrls.configured();
  }

  /**
   * Takes nobody new, sends every client to another gateway, and returns when all are gone, after
   * half a minute at the latest. {@link #close} comes next.
   */
  public void drain() throws InterruptedException {
    LOG.info("Draining");
    sessions.drain();
    media.drain(DRAIN_SPREAD, DRAIN_WITHIN);
    LOG.info("Drained");
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("A part of the gateway did not close", e);
      }
    }
  }

  /** Something that binds a port. */
  @FunctionalInterface
  private interface Listening<T> {
    T at(InetSocketAddress address) throws IOException;
  }
}
