package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.FakeSignIn;
import org.univoice.gateway.access.PasswordSignIn;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.ServiceConditions;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.stream.FakeStreamPublisher;

/** What holds for every endpoint, also for those that nobody has written yet. */
class ApiGuardTest {
  private static final String PAGE = "https://app.example";
  static final Set<String> PUBLIC =
      Set.of(
          "/",
          "/join",
          "/v1/auth/options",
          "/v1/languages",
          "/v1/languages/pairs",
          "/v1/voices",
          "/v1/health",
          "/metrics",
          "/v1/openapi.json",
          "/v1/openapi.yaml",
          "/v1/auth/token",
          "/v1/auth/refresh",
          "/v1/auth/revoke");

  private Gateway gateway;

  @BeforeEach
  void start() {
    Authenticator guest =
        credentials -> {
          if (credentials.bearer().isEmpty()) {
            throw new RefusedException(ErrorCode.UNAUTHORIZED, "Who is it?", "Say so.");
          }
          return Principal.of("guest");
        };
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    FakeSignIn provider = new FakeSignIn();
    Identities identities =
        new Identities(
            List.of(accounts -> guest),
            Optional.of(new PasswordSignIn(provider, provider)),
            ServiceConditions.NONE,
            "local");
    gateway =
        Gateway.start(
            config.withMedia(config.media().withOrigins(Set.of(PAGE))),
            Outside.local(
                    config,
                    new FakeStreamPublisher(),
                    Catalogues.englishAndPortuguese(),
                    Clock.systemUTC())
                .withAccess(identities, entry -> {}));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldServeNobodyUnknownButWhatIsPublic() {
    for (String route : guarded()) {
      HttpResponse<String> answer = ask(method(route), path(route), Map.of());
      assertThat(answer.statusCode()).as(route).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .as(route)
          .contains("Bearer realm=\"univoice\"");
    }
  }

  @Test
  void shouldDoNothingForWhoMayNothing() {
    for (String route : guarded()) {
      int status =
          ask(
                  method(route),
                  path(route),
                  Map.of("Authorization", "Bearer x", "Content-Type", "application/json"))
              .statusCode();
      assertThat(status).as(route).isBetween(400, 499);
    }
  }

  @Test
  void shouldSayToEveryCacheAndBrowserWhatNotToDo() {
    for (String path : List.of("/v1/languages", "/v1/sessions", "/nowhere")) {
      HttpResponse<String> answer = ask("GET", path, Map.of());

      assertThat(answer.headers().map())
          .as(path)
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("content-security-policy", List.of("frame-ancestors 'none'"))
          .containsEntry("referrer-policy", List.of("no-referrer"))
          .doesNotContainKey("strict-transport-security");
    }
    for (String path : List.of("/v1/languages", "/v2/sessions", "/graphql")) {
      assertThat(ask("GET", path, Map.of()).headers().firstValue("Cache-Control"))
          .as(path)
          .contains("no-store");
    }
  }

  @Test
  void shouldLetPagesOfTheListAskAndNoOthers() {
    HttpResponse<String> asked =
        ask(
            "OPTIONS",
            "/v1/sessions",
            Map.of(
                "Origin",
                PAGE,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type"));
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .containsIgnoringCase("authorization");
    assertThat(asked.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();

    assertThat(ask("GET", "/v1/languages", Map.of("Origin", PAGE)).headers().map())
        .containsEntry("access-control-allow-origin", List.of(PAGE));
    for (String origin : List.of("https://evil.example", "null", PAGE + ".evil.example")) {
      HttpResponse<String> refused = ask("GET", "/v1/languages", Map.of("Origin", origin));
      assertThat(refused.statusCode()).as(origin).isEqualTo(403);
      assertThat(refused.body()).contains("Pages of this origin may not ask.");
      assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  private List<String> guarded() {
    List<String> guarded =
        gateway.apiRoutes().stream()
            // What has no method asks for itself: GraphQL, gRPC and the documentation.
            .filter(route -> route.contains(" "))
            .filter(route -> !PUBLIC.contains(pattern(route)))
            .toList();
    assertThat(guarded).contains("POST /v1/sessions", "GET /v1/api-keys");
    assertThat(gateway.apiRoutes()).contains("POST /v1/auth/token");
    return guarded;
  }

  private static String method(String route) {
    return route.substring(0, route.indexOf(' '));
  }

  private static String pattern(String route) {
    return route.substring(route.indexOf(' ') + 1);
  }

  private static String path(String route) {
    return pattern(route).replaceAll("\\{[^}]*}|:[A-Za-z]+", "x");
  }

  private HttpResponse<String> ask(String method, String path, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(TestClient.api(gateway, path))
            .method(method, HttpRequest.BodyPublishers.ofString("{}"));
    headers.forEach(request::header);
    return TestClient.send(request.build());
  }
}
