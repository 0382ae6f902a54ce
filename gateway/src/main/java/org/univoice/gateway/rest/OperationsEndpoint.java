package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.annotation.Get;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.univoice.gateway.catalogue.CatalogueUnavailableException;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.stream.StreamPublisher;

/** For those who run the gateway: is it well, and what does it count. */
final class OperationsEndpoint {
  private final LanguageCatalogue catalogue;
  private final StreamPublisher publisher;
  private final BooleanSupplier draining;
  private final PrometheusMeterRegistry metrics;

  /**
   * @param draining whether nobody new is taken, because the gateway is about to stop
   */
  OperationsEndpoint(
      LanguageCatalogue catalogue,
      StreamPublisher publisher,
      BooleanSupplier draining,
      PrometheusMeterRegistry metrics) {
    this.catalogue = catalogue;
    this.publisher = publisher;
    this.draining = draining;
    this.metrics = metrics;
  }

  @Get("/v1/health")
  public HttpResponse health() {
    Map<String, String> checks = new TreeMap<>();
    checks.put("catalogue", word(modelsHaveAnswered()));
    checks.put("publisher", word(publisher.writable()));
    checks.put("sessions", draining.getAsBoolean() ? "DRAINING" : word(true));
    boolean up = !draining.getAsBoolean() && !checks.containsValue(word(false));
    return Json.response(
        up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
        Map.of("status", word(up), "checks", checks));
  }

  private boolean modelsHaveAnswered() {
    try {
      catalogue.languages();
      return true;
    } catch (CatalogueUnavailableException e) {
      return false;
    }
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }

  @Get("/metrics")
  public HttpResponse metrics() {
    return HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, metrics.scrape());
  }
}
