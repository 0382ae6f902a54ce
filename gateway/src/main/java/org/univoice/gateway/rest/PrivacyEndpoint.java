package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import java.util.LinkedHashMap;
import java.util.Map;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.privacy.Erasure;
import org.univoice.gateway.privacy.ErasureService;
import org.univoice.gateway.privacy.ExportService;
import org.univoice.gateway.privacy.HistoryService;

/** What people may ask about what is kept of them: all of it, and that some or all be forgotten. */
@Blocking
final class PrivacyEndpoint {
  private final Callers callers;
  private final ExportService exports;
  private final ErasureService erasures;
  private final HistoryService histories;
  private final Exports onTheirWay = new Exports("An export of yours is on its way already.", 1);

  PrivacyEndpoint(
      Callers callers, ExportService exports, ErasureService erasures, HistoryService histories) {
    this.callers = callers;
    this.exports = exports;
    this.erasures = erasures;
    this.histories = histories;
  }

  @Get("/v1/users/me/export")
  public HttpResponse export(ServiceRequestContext ctx) {
    Caller caller = callers.of(ctx);
    ExportService.Export export = exports.export(caller);
    ResponseHeaders headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.ZIP)
            .set("Content-Disposition", "attachment; filename=\"univoice-export.zip\"")
            .build();
    return onTheirWay.send(caller.principal().userId(), headers, export);
  }

  @Delete("/v1/users/me")
  public HttpResponse erase(ServiceRequestContext ctx) {
    return Json.response(HttpStatus.ACCEPTED, shown(erasures.request(callers.of(ctx))));
  }

  @Delete("/v1/sessions/{id}/history")
  public HttpResponse forget(ServiceRequestContext ctx, @Param("id") String id) {
    histories.delete(callers.of(ctx), id);
    return HttpResponse.of(HttpStatus.NO_CONTENT);
  }

  @Get("/v1/users/me/erasure")
  public HttpResponse status(ServiceRequestContext ctx) {
    return Json.response(HttpStatus.OK, shown(erasures.status(callers.of(ctx))));
  }

  private static Map<String, Object> shown(Erasure erasure) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("status", erasure.isComplete() ? "COMPLETE" : "RUNNING");
    shown.put("requestedAt", erasure.requestedAt());
    shown.put("dueAt", erasure.dueAt());
    shown.put("completedAt", erasure.isComplete() ? erasure.completedAt() : null);
    shown.put("steps", erasure.done());
    return shown;
  }
}
