package org.univoice.gateway.rest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Put;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.user.Consent;
import org.univoice.gateway.user.ConsentEntry;
import org.univoice.gateway.user.ConsentKind;
import org.univoice.gateway.user.ConsentService;

/** What the caller agreed to. */
@Blocking
final class ConsentEndpoint {
  private static final String KIND = "kind";
  private static final String GIVEN = "given";
  private static final String STATEMENT = "statement";
  private static final String VERSION = "version";
  private static final List<String> FIELDS = List.of(KIND, GIVEN, STATEMENT, VERSION);

  private final Callers callers;
  private final ConsentService consents;

  ConsentEndpoint(Callers callers, ConsentService consents) {
    this.callers = callers;
    this.consents = consents;
  }

  @Get("/v1/users/me/consents")
  public HttpResponse consents(ServiceRequestContext ctx) {
    Caller caller = callers.of(ctx);
    Map<ConsentKind, Consent> now = consents.consents(caller);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "consents",
        now.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> shown(entry.getKey(), entry.getValue()))
            .toList());
    body.put(
        "history",
        consents.history(caller).stream()
            .map(entry -> shown(entry.kind(), entry.consent()))
            .toList());
    return Json.response(HttpStatus.OK, body);
  }

  @Put("/v1/users/me/consents")
  public HttpResponse put(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    Caller caller = callers.of(ctx);
    RequestFields fields = RequestFields.of(request, FIELDS);
    ConsentEntry entry =
        consents.put(
            caller,
            kind(fields),
            fields.flag(GIVEN).orElseThrow(() -> missing(GIVEN, "Send true or false.")),
            fields.text(STATEMENT).orElse(""),
            fields.text(VERSION).orElse(""));
    return Json.response(HttpStatus.OK, shown(entry.kind(), entry.consent()));
  }

  private static ConsentKind kind(RequestFields fields) {
    Optional<ConsentKind> kind = fields.choice(KIND, ConsentKind.class);
    return kind.orElseThrow(
        () -> missing(KIND, "Send one of: " + RequestFields.names(ConsentKind.class) + "."));
  }

  private static RefusedException missing(String field, String suggestion) {
    return new RefusedException(
        ErrorCode.INVALID_REQUEST, "'" + field + "' is missing.", suggestion);
  }

  private static Shown shown(ConsentKind kind, Consent consent) {
    return new Shown(
        kind, consent.given(), consent.statement(), consent.version(), consent.at().toEpochMilli());
  }

  /**
   * @param at milliseconds since the epoch
   */
  record Shown(ConsentKind kind, boolean given, String statement, String version, long at) {}
}
