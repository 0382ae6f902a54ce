package org.univoice.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Post;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.univoice.gateway.access.apikey.ApiKey;
import org.univoice.gateway.access.apikey.ApiKeys;
import org.univoice.gateway.access.apikey.NewApiKey;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Keys of the caller's programs. */
@Blocking
final class ApiKeyEndpoint {
  private static final String NAME = "name";
  private static final String SCOPES = "scopes";
  private static final int LONGEST_NAME = 100;

  private final Callers callers;
  private final ApiKeys keys;

  ApiKeyEndpoint(Callers callers, ApiKeys keys) {
    this.callers = callers;
    this.keys = keys;
  }

  @Post("/v1/api-keys")
  public HttpResponse create(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    RequestFields fields = RequestFields.of(request, List.of(NAME, SCOPES));
    String name = fields.text(NAME).orElse("");
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "'" + NAME + "' is missing or too long.",
          "Say in 1 to " + LONGEST_NAME + " characters what the key is for.");
    }
    return shown(keys.create(callers.of(ctx), name, fields.texts(SCOPES)));
  }

  @Get("/v1/api-keys")
  public HttpResponse list(ServiceRequestContext ctx) {
    return Json.response(
        HttpStatus.OK,
        Map.of("apiKeys", keys.list(callers.of(ctx)).stream().map(Shown::of).toList()));
  }

  @Post("/v1/api-keys/{id}/rotate")
  public HttpResponse rotate(ServiceRequestContext ctx, @Param("id") String id) {
    return shown(keys.rotate(callers.of(ctx), id));
  }

  @Delete("/v1/api-keys/{id}")
  public HttpResponse revoke(ServiceRequestContext ctx, @Param("id") String id) {
    keys.revoke(callers.of(ctx), id);
    return HttpResponse.of(HttpStatus.NO_CONTENT);
  }

  private static HttpResponse shown(NewApiKey made) {
    return Json.response(HttpStatus.CREATED, Shown.of(made.key()).withText(made.text()));
  }

  /**
   * A key as its owner sees it; times in milliseconds since the epoch.
   *
   * @param apiKey the key itself, once
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(
      String id,
      String name,
      TreeSet<String> scopes,
      long createdAt,
      long expiresAt,
      Long lastUsedAt,
      String replacedBy,
      String apiKey) {
    static Shown of(ApiKey key) {
      return new Shown(
          key.id(),
          key.name(),
          new TreeSet<>(key.scopes()),
          key.createdAt().toEpochMilli(),
          key.expiresAt().toEpochMilli(),
          key.lastUsedAt().map(Instant::toEpochMilli).orElse(null),
          key.replacedBy().orElse(null),
          null);
    }

    Shown withText(String text) {
      return new Shown(id, name, scopes, createdAt, expiresAt, lastUsedAt, replacedBy, text);
    }
  }
}
