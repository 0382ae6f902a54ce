package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.annotation.Get;
import java.util.Map;
import org.univoice.gateway.catalogue.LanguageCatalogue;

/** What can be spoken, heard and voiced. */
final class LanguageEndpoint {
  private final LanguageCatalogue catalogue;

  LanguageEndpoint(LanguageCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Get("/v1/languages")
  public HttpResponse languages() {
    return ok("languages", catalogue.languages().languages());
  }

  @Get("/v1/languages/pairs")
  public HttpResponse pairs() {
    return ok("pairs", catalogue.languages().pairs());
  }

  @Get("/v1/voices")
  public HttpResponse voices() {
    return ok("voices", catalogue.languages().voices());
  }

  private static HttpResponse ok(String name, Object list) {
    return Json.response(HttpStatus.OK, Map.of(name, list));
  }
}
