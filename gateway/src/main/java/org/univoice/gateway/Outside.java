package org.univoice.gateway;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.univoice.gateway.access.ApiTokenAuthenticator;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.audit.AuditLog;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.event.EventSink;
import org.univoice.gateway.limit.LimitConfig;
import org.univoice.gateway.session.SessionObserver;
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.gateway.tls.TlsIdentity;

/**
 * What the gateway reaches beyond itself; whoever made these closes them.
 *
 * @param deployment what it shares with other gateways
 * @param observers see what happens in sessions
 * @param events hears of what happens to voices, consents, recordings and accounts
 */
public record Outside(
    StreamPublisher publisher,
    LanguageCatalogue catalogue,
    Stores stores,
    PersonalStores personal,
    Identities identities,
    AuditLog audit,
    Optional<Supplier<TlsIdentity>> tls,
    Deployment deployment,
    Traffic traffic,
    List<SessionObserver> observers,
    EventSink events,
    Clock clock) {

  /** One machine, one user, who has the token; nothing is kept. */
  public static Outside local(
      GatewayConfig config, StreamPublisher publisher, LanguageCatalogue catalogue, Clock clock) {
    return new Outside(
        publisher,
        catalogue,
        Stores.inMemory(),
        PersonalStores.inMemory(),
        Identities.only(new ApiTokenAuthenticator(config.apiToken())),
        entry -> {},
        Optional.empty(),
        Deployment.alone(clock),
        Traffic.ofOneGateway(LimitConfig.NONE, clock),
        List.of(),
        EventSink.NONE,
        clock);
  }

  public Outside withStores(Stores wanted) {
    return new Outside(
        publisher,
        catalogue,
        wanted,
        personal,
        identities,
        audit,
        tls,
        deployment,
        traffic,
        observers,
        events,
        clock);
  }

  public Outside withPersonal(PersonalStores wanted) {
    return new Outside(
        publisher,
        catalogue,
        stores,
        wanted,
        identities,
        audit,
        tls,
        deployment,
        traffic,
        observers,
        events,
        clock);
  }

  public Outside withAccess(Authenticator wanted, AuditLog log) {
    return withAccess(Identities.only(wanted), log);
  }

  public Outside withAccess(Identities wanted, AuditLog log) {
    return new Outside(
        publisher,
        catalogue,
        stores,
        personal,
        wanted,
        log,
        tls,
        deployment,
        traffic,
        observers,
        events,
        clock);
  }

  public Outside withDeployment(Deployment wanted) {
    return new Outside(
        publisher,
        catalogue,
        stores,
        personal,
        identities,
        audit,
        tls,
        wanted,
        traffic,
        observers,
        events,
        clock);
  }

  public Outside withTraffic(Traffic wanted) {
    return new Outside(
        publisher,
        catalogue,
        stores,
        personal,
        identities,
        audit,
        tls,
        deployment,
        wanted,
        observers,
        events,
        clock);
  }

  public Outside observedBy(List<SessionObserver> wanted) {
    return new Outside(
        publisher,
        catalogue,
        stores,
        personal,
        identities,
        audit,
        tls,
        deployment,
        traffic,
        wanted,
        events,
        clock);
  }

  /** Tells of voices, consents, recordings and accounts. */
  public Outside telling(EventSink wanted) {
    return new Outside(
        publisher,
        catalogue,
        stores,
        personal,
        identities,
        audit,
        tls,
        deployment,
        traffic,
        observers,
        wanted,
        clock);
  }

  /** Listeners for clients speak TLS with what is given here, anew for each connection. */
  public Outside withTls(Supplier<TlsIdentity> wanted) {
    return new Outside(
        publisher,
        catalogue,
        stores,
        personal,
        identities,
        audit,
        Optional.of(wanted),
        deployment,
        traffic,
        observers,
        events,
        clock);
  }
}
