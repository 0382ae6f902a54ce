package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;

/** What HTTP itself refuses is said in one way, each in a sentence of its own. */
class HttpErrorsTest {
  private static Gateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        Gateway.start(
            GatewayConfig.local().onFreePorts(),
            new FakeStreamPublisher(),
            Catalogues.englishAndPortuguese(),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void shouldSayWhichMethodsAPathTakes() {
    HttpResponse<String> refused =
        TestClient.send(
            HttpRequest.newBuilder(TestClient.api(gateway, "/v1/sessions/7"))
                .method("PUT", BodyPublishers.ofString("{}"))
                .build());

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).hasValue("DELETE, GET, PATCH");
    assertThat(error(refused))
        .contains("cannot be asked in this way")
        .contains("DELETE, GET, PATCH");
  }

  @Test
  void shouldSayThatThereIsNothingAtAPath() {
    assertThat(error(TestClient.get(gateway, "/v1/nothing"))).contains("nothing at this address");
  }

  @Test
  void shouldSayThatARequestIsTooLarge() {
    HttpResponse<String> refused =
        TestClient.post(gateway, "/v1/sessions", "{\"a\":\"" + "x".repeat(70_000) + "\"}");

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(error(refused)).contains("too large", "64 KiB");
  }

  @Test
  void shouldSayThatPartsNeedABoundary() {
    HttpResponse<String> refused =
        TestClient.send(
            TestClient.posting(gateway, "/v1/sessions", "{}")
                .header("Content-Type", "multipart/form-data")
                .build());

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(error(refused)).contains("names no boundary");
  }

  @Test
  void shouldSayThatHeadersAreTooLarge() throws IOException {
    String answer =
        raw("GET /v1/languages HTTP/1.1\r\nHost: x\r\nCookie: " + "x".repeat(20_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431").contains("headers of the request are too large");
    assertThat(answer.toLowerCase()).contains("x-request-id");
  }

  @Test
  void shouldSayThatSomethingIsNotHttp() throws IOException {
    String answer = raw("WHAT IS THIS\r\n\r\n");

    assertThat(answer).contains("not valid HTTP");
  }

  @Test
  void shouldSayWhichQueryParametersThereAre() {
    assertThat(error(TestClient.get(gateway, "/v1/languages?x=1"))).contains("'x'", "takes none");
    HttpResponse<String> misspelt = authorized("/v1/sessions?limits=3");
    assertThat(misspelt.statusCode()).isEqualTo(400);
    assertThat(error(misspelt)).contains("'limits' is not known", "limit, nextToken");
    assertThat(TestClient.json(misspelt).at("/details/field").asText()).isEqualTo("limits");
    assertThat(error(authorized("/v1/sessions?limit=3&limit=4"))).contains("is there twice");
    assertThat(error(authorized("/v1/sessions?limit=many"))).contains("not a whole number");
    assertThat(error(authorized("/v1/sessions?limit=0"))).contains("between 1 and 100");
    assertThat(error(authorized("/v1/sessions?nextToken=%21")))
        .contains("'nextToken' was not given out");
    assertThat(error(authorized("/v1/sessions?nextToken=eA")))
        .contains("'nextToken' was not given out");
  }

  @Test
  void shouldSayHowToProveWhoAsks() {
    HttpResponse<String> refused = TestClient.get(gateway, "/v1/sessions");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  private static HttpResponse<String> authorized(String path) {
    return TestClient.send(
        HttpRequest.newBuilder(TestClient.api(gateway, path))
            .header("Authorization", "Bearer " + gateway.apiToken())
            .build());
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", gateway.apiAddress().getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Message and suggestion, of an answer that has all that an error has. */
  private static String error(HttpResponse<String> refused) {
    JsonNode error = TestClient.json(refused);
    for (String field :
        List.of("code", "category", "message", "suggestion", "retryable", "timestamp")) {
      assertThat(error.has(field)).as(field + " in " + error).isTrue();
    }
    assertThat(refused.headers().firstValue("X-Request-Id"))
        .hasValue(error.get("requestId").asText());
    return error.get("message").asText() + " " + error.get("suggestion").asText();
  }
}
