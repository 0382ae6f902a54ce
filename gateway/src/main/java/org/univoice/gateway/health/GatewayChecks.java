package org.univoice.gateway.health;

import org.univoice.gateway.catalogue.CatalogueUnavailableException;
import org.univoice.gateway.catalogue.Language;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.stream.StreamPublisher;

/** What every gateway needs. */
public final class GatewayChecks {
  private static final String NO_SESSION = "health-check";

  private GatewayChecks() {}

  /** Down until the models have said what they serve; degraded while one of them has not. */
  public static HealthCheck catalogue(LanguageCatalogue catalogue) {
    return new HealthCheck("catalogue", () -> served(catalogue));
  }

  private static Health served(LanguageCatalogue catalogue) {
    try {
      Languages languages = catalogue.languages();
      boolean complete =
          languages.languages().stream().anyMatch(Language::recognized)
              && languages.languages().stream().anyMatch(Language::synthesized)
              && !languages.pairs().isEmpty();
      return complete ? Health.UP : Health.DEGRADED;
    } catch (CatalogueUnavailableException e) {
      return Health.DOWN;
    }
  }

  /** Down while the stream takes nothing more. */
  public static HealthCheck publisher(StreamPublisher publisher) {
    return new HealthCheck("publisher", () -> publisher.writable() ? Health.UP : Health.DOWN);
  }

  /** Draining while the gateway is about to stop. */
  public static HealthCheck sessions(SessionRegistry sessions) {
    return new HealthCheck("sessions", () -> sessions.draining() ? Health.DRAINING : Health.UP);
  }

  /** Down while sessions cannot be looked up. */
  public static HealthCheck store(SessionStore store) {
    return new HealthCheck(
        "store",
        () -> {
          store.find(NO_SESSION);
          return Health.UP;
        });
  }
}
