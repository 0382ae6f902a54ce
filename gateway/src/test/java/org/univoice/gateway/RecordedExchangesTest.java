package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;

/**
 * What clients of the first release sent, and what they read in the answers, goes on working. The
 * recorded files are never rewritten; a new release adds files.
 */
class RecordedExchangesTest {
  private Gateway gateway;

  @BeforeEach
  void start() {
    gateway =
        Gateway.start(
            GatewayConfig.local().onFreePorts(),
            new FakeStreamPublisher(),
            Catalogues.englishAndPortuguese(),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldAnswerClientsOfTheFirstReleaseAsItDid() throws IOException {
    Map<String, String> kept = new HashMap<>();
    JsonNode exchanges;
    try (InputStream in = getClass().getResourceAsStream("/exchanges/v1/sessions.json")) {
      exchanges = new ObjectMapper().readTree(in);
    }
    assertThat(exchanges).isNotEmpty();
    for (JsonNode exchange : exchanges) {
      replay(exchange, kept);
    }
  }

  private void replay(JsonNode exchange, Map<String, String> kept) {
    String what = "a client that " + exchange.get("does").asText();
    HttpResponse<String> answer = send(exchange.get("request"), kept);
    JsonNode recorded = exchange.get("response");
    assertThat(answer.statusCode()).as(what).isEqualTo(recorded.get("status").asInt());
    JsonNode body = TestClient.json(answer);
    assertShape(what, recorded.get("body"), body);
    for (JsonNode place : exchange.path("same")) {
      assertThat(body.at(place.asText()))
          .as(what + " reads " + place.asText())
          .isEqualTo(recorded.get("body").at(place.asText()));
    }
    exchange
        .path("keeps")
        .properties()
        .forEach(name -> kept.put(name.getKey(), body.at(name.getValue().asText()).asText()));
  }

  /** Whatever was there is there, of the same kind; more may have come. */
  private static void assertShape(String what, JsonNode recorded, JsonNode now) {
    assertThat(now.getNodeType()).as(what + ": " + now).isEqualTo(recorded.getNodeType());
    recorded
        .properties()
        .forEach(
            field -> {
              assertThat(now.has(field.getKey())).as(what + " reads " + field.getKey()).isTrue();
              assertShape(what, field.getValue(), now.get(field.getKey()));
            });
    if (recorded.isArray() && !recorded.isEmpty()) {
      assertShape(what, recorded.get(0), now.get(0));
    }
  }

  private HttpResponse<String> send(JsonNode request, Map<String, String> kept) {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(TestClient.api(gateway, filled(request.get("path").asText(), kept)))
            .header("Authorization", "Bearer " + gateway.apiToken());
    if (request.has("body")) {
      http.header("Content-Type", "application/json");
    }
    return TestClient.send(
        http.method(
                request.get("method").asText(),
                request.has("body")
                    ? BodyPublishers.ofString(filled(request.get("body").toString(), kept))
                    : BodyPublishers.noBody())
            .build());
  }

  private static String filled(String text, Map<String, String> kept) {
    String filled = text;
    for (var value : kept.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }

  @Test
  void shouldShowTheSameSessionInBothVersions() {
    JsonNode opened = TestClient.open(gateway);
    String id = opened.get("sessionId").asText();
    JsonNode first = get("/v1/sessions/" + id);
    JsonNode second = get("/v2/sessions/" + id);

    assertThat(second.get("revision")).isEqualTo(first.get("revision"));
    assertThat(java.time.Instant.parse(second.get("startedAt").asText()).toEpochMilli())
        .isEqualTo(first.get("startTime").asLong());
    assertThat(second.get("languages")).isEmpty();
    assertThat(get("/v2/sessions").at("/items/0/sessionId").asText()).isEqualTo(id);
  }

  private JsonNode get(String path) {
    return TestClient.json(
        TestClient.send(
            HttpRequest.newBuilder(TestClient.api(gateway, path))
                .header("Authorization", "Bearer " + gateway.apiToken())
                .build()));
  }
}
