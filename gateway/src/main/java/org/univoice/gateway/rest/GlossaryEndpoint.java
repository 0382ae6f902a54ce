package org.univoice.gateway.rest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Put;
import java.util.Map;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.glossary.Glossary;
import org.univoice.gateway.glossary.GlossaryService;

/** Vocabularies of people's own, as CSV. */
@Blocking
final class GlossaryEndpoint {
  static final long LARGEST_REQUEST_BYTES = 256 * 1024;

  private final Callers callers;
  private final GlossaryService glossaries;

  GlossaryEndpoint(Callers callers, GlossaryService glossaries) {
    this.callers = callers;
    this.glossaries = glossaries;
  }

  @Get("/v1/glossaries")
  public HttpResponse names(ServiceRequestContext ctx) {
    return Json.response(HttpStatus.OK, Map.of("glossaries", glossaries.names(callers.of(ctx))));
  }

  @Put("/v1/glossaries/{name}")
  public HttpResponse put(
      ServiceRequestContext ctx, @Param("name") String name, AggregatedHttpRequest request) {
    Caller caller = callers.of(ctx);
    MediaType type = request.contentType();
    if (type == null || !type.type().equals("text") || !type.subtype().equals("csv")) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "The body is not declared as CSV.",
          "Send the file with 'Content-Type: text/csv'.");
    }
    Glossary glossary = glossaries.put(caller, name, request.content().array());
    return Json.response(
        HttpStatus.OK, Map.of("name", glossary.name(), "terms", glossary.terms().size()));
  }

  @Get("/v1/glossaries/{name}")
  public HttpResponse get(ServiceRequestContext ctx, @Param("name") String name) {
    byte[] csv = glossaries.csv(callers.of(ctx), name);
    return HttpResponse.of(HttpStatus.OK, MediaType.CSV_UTF_8, HttpData.wrap(csv));
  }

  @Delete("/v1/glossaries/{name}")
  public HttpResponse delete(ServiceRequestContext ctx, @Param("name") String name) {
    glossaries.delete(callers.of(ctx), name);
    return HttpResponse.of(HttpStatus.NO_CONTENT);
  }
}
