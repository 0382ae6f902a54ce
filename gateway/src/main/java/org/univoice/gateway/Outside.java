package org.univoice.gateway;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
    return with(copy -> copy.stores = wanted);
  }

  public Outside withPersonal(PersonalStores wanted) {
    return with(copy -> copy.personal = wanted);
  }

  public Outside withAccess(Authenticator wanted, AuditLog log) {
    return withAccess(Identities.only(wanted), log);
  }

  public Outside withAccess(Identities wanted, AuditLog log) {
    return with(
        copy -> {
          copy.identities = wanted;
          copy.audit = log;
        });
  }

  public Outside withDeployment(Deployment wanted) {
    return with(copy -> copy.deployment = wanted);
  }

  public Outside withTraffic(Traffic wanted) {
    return with(copy -> copy.traffic = wanted);
  }

  public Outside observedBy(List<SessionObserver> wanted) {
    return with(copy -> copy.observers = wanted);
  }

  /** Tells of voices, consents, recordings and accounts. */
  public Outside telling(EventSink wanted) {
    return with(copy -> copy.events = wanted);
  }

  /** Listeners for clients speak TLS with what is given here, anew for each connection. */
  public Outside withTls(Supplier<TlsIdentity> wanted) {
    return with(copy -> copy.tls = Optional.of(wanted));
  }

  private Outside with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.made();
  }

  /** Changed by name: of so many parts the order is easily mistaken. */
  private static final class Copy {
    private StreamPublisher publisher;
    private LanguageCatalogue catalogue;
    private Stores stores;
    private PersonalStores personal;
    private Identities identities;
    private AuditLog audit;
    private Optional<Supplier<TlsIdentity>> tls;
    private Deployment deployment;
    private Traffic traffic;
    private List<SessionObserver> observers;
    private EventSink events;
    private Clock clock;

    private Copy(Outside of) {
      publisher = of.publisher;
      catalogue = of.catalogue;
      stores = of.stores;
      personal = of.personal;
      identities = of.identities;
      audit = of.audit;
      tls = of.tls;
      deployment = of.deployment;
      traffic = of.traffic;
      observers = of.observers;
      events = of.events;
      clock = of.clock;
    }

    private Outside made() {
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
          events,
          clock);
    }
  }
}
