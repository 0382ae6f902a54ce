package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.file.HttpFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The OpenAPI document, and a page that shows it; nothing of it comes from elsewhere. */
final class DocumentationEndpoint {
  private static final MediaType YAML = MediaType.parse("application/yaml; charset=utf-8");
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final OpenApiDocument document = OpenApiDocument.load();

  @Get("/v1/openapi.json")
  public HttpResponse json() {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON, document.json());
  }

  @Get("/v1/openapi.yaml")
  public HttpResponse yaml() {
    return HttpResponse.of(HttpStatus.OK, YAML, document.yaml());
  }

  /** The page and what it needs. */
  static void addPageTo(ServerBuilder server) {
    String swagger = "META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
    server.service("/docs", page("docs/index.html"));
    server.service("/docs/start.js", page("docs/start.js"));
    server.service("/docs/swagger-ui.css", page(swagger + "swagger-ui.css"));
    server.service("/docs/swagger-ui-bundle.js", page(swagger + "swagger-ui-bundle.js"));
  }

  private static HttpService page(String resource) {
    return HttpFile.builder(DocumentationEndpoint.class.getClassLoader(), resource)
        .build()
        .asService()
        .decorate(DocumentationEndpoint::withPolicy);
  }

  /** In place of what every answer says, which is for data; added headers win over a file's own. */
  private static HttpResponse withPolicy(
      HttpService file, ServiceRequestContext ctx, HttpRequest request) throws Exception {
    ctx.mutateAdditionalResponseHeaders(
        headers -> headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY));
    return file.serve(ctx, request);
  }

  private static String swaggerVersion() {
    String resource = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (InputStream in = DocumentationEndpoint.class.getResourceAsStream(resource)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
