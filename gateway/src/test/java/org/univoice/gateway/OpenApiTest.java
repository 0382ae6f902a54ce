package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.ApiTokenAuthenticator;
import org.univoice.gateway.access.FakeSignIn;
import org.univoice.gateway.access.PasswordSignIn;
import org.univoice.gateway.access.ServiceConditions;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.stream.FakeStreamPublisher;

/** The document says what the server serves, neither more nor less. */
class OpenApiTest {
  /** Documented elsewhere, by their own languages. */
  private static final List<String> NOT_REST =
      List.of("/docs", "/graphql", "/univoice.", "/grpc.", "GET /graphql", "POST /graphql");

  /** The page and links into it. */
  private static final Set<String> DOCUMENTS = Set.of("/", "/join");

  private static Gateway gateway;

  @BeforeAll
  static void start() {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    FakeSignIn provider = new FakeSignIn();
    Identities withPasswords =
        new Identities(
            List.of(accounts -> new ApiTokenAuthenticator(config.apiToken())),
            Optional.of(new PasswordSignIn(provider, provider)),
            ServiceConditions.NONE,
            "local");
    gateway =
        Gateway.start(
            config,
            Outside.local(
                    config,
                    new FakeStreamPublisher(),
                    Catalogues.englishAndPortuguese(),
                    Clock.systemUTC())
                .withAccess(withPasswords, entry -> {}));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void shouldDocumentEveryRouteAndNoOther() {
    List<String> served =
        gateway.apiRoutes().stream()
            .filter(route -> !DOCUMENTS.contains(route.substring(route.indexOf(' ') + 1)))
            .filter(route -> NOT_REST.stream().noneMatch(known -> isBelow(route, known)))
            .map(OpenApiTest::withoutNames)
            .toList();

    assertThat(served)
        .containsExactlyInAnyOrderElementsOf(
            ApiContract.operations().stream().map(OpenApiTest::withoutNames).toList());
  }

  /** One path may call its parameter differently for each method. */
  private static String withoutNames(String route) {
    return route.replaceAll("\\{\\w+}", "{}");
  }

  private static boolean isBelow(String route, String known) {
    return route.startsWith(known) || route.matches("[A-Z]+ " + known.replace(".", "\\.") + ".*");
  }

  @Test
  void shouldBeAnOpenApiDocumentThatReadersUnderstand() {
    HttpResponse<String> json = TestClient.get(gateway, "/v1/openapi.json");
    SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(json.body());

    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getPaths()).hasSizeGreaterThan(8);
    assertThat(TestClient.get(gateway, "/v1/openapi.yaml").body()).startsWith("openapi: 3.1.0");
  }

  @Test
  void shouldListEveryErrorCode() {
    assertThat(ApiContract.DOCUMENT.at("/components/schemas/Error/properties/code/enum"))
        .extracting(node -> node.asText())
        .containsExactlyInAnyOrderElementsOf(
            List.of(ErrorCode.values()).stream().map(Enum::name).toList());
  }

  @Test
  void shouldShowThePageWithNothingFromElsewhere() {
    HttpResponse<String> page = TestClient.get(gateway, "/docs");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("http://", "https://");
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains(
            "default-src 'self'", "style-src 'self' 'unsafe-inline'", "frame-ancestors 'none'");
    for (String part : List.of("swagger-ui.css", "swagger-ui-bundle.js", "start.js")) {
      assertThat(page.body()).contains("/docs/" + part);
      assertThat(TestClient.get(gateway, "/docs/" + part).statusCode()).isEqualTo(200);
    }
  }
}
