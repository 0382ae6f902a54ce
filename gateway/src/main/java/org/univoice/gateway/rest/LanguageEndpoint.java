package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.annotation.Get;
import java.util.Map;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.catalogue.Languages;

/** What can be spoken, heard and voiced. */
final class LanguageEndpoint {
  private final LanguageCatalogue catalogue;

  LanguageEndpoint(LanguageCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Get("/v1/languages")
  public HttpResponse languages() {
    Languages served = catalogue.languages();
    return Json.response(
        HttpStatus.OK,
        Map.of(
            "languages", served.languages(),
            "domains", served.domains(),
            "formalities", served.formalities()));
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
