package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Get;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.univoice.gateway.health.Health;
import org.univoice.gateway.health.HealthCheck;
import org.univoice.gateway.health.HealthReport;

/** For those who run the gateway: is it well, and what does it count. */
final class OperationsEndpoint {
  private final List<HealthCheck> checks;
  private final PrometheusMeterRegistry metrics;

  OperationsEndpoint(List<HealthCheck> checks, PrometheusMeterRegistry metrics) {
    this.checks = List.copyOf(checks);
    this.metrics = metrics;
  }

  @Blocking
  @Get("/v1/health")
  public HttpResponse health() {
    HealthReport report = HealthReport.of(checks);
    return Json.response(
        report.status() == Health.DOWN ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK, report);
  }

  @Get("/metrics")
  public HttpResponse metrics() {
    return HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, metrics.scrape());
  }
}
