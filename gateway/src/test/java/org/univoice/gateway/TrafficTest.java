package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.limit.LimitConfig;
import org.univoice.gateway.limit.Quota;
import org.univoice.gateway.stream.FakeStreamPublisher;

/** How requests are let into a whole gateway. */
class TrafficTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private Gateway gateway;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldRefuseAnAddressThatAsksTooOftenAndSayWhenToComeBack() throws Exception {
    start(limits(10, 1_000), List.of());
    HttpResponse<String> first = get("/v1/languages");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("X-RateLimit-Limit")).contains("10");
    assertThat(first.headers().firstValue("X-RateLimit-Remaining")).contains("1");
    get("/v1/languages");
    HttpResponse<String> refused = get("/v1/languages");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).contains("0");
    assertThat(JSON.readTree(refused.body()).get("code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(JSON.readTree(refused.body()).get("retryAfter").asInt()).isBetween(1, 8);
  }

  @Test
  void shouldAnswerWhoWatchesOverTheGatewayHoweverOftenItAsks() throws Exception {
    start(limits(2, 2), List.of());
    for (int i = 0; i < 20; i++) {
      assertThat(get("/v1/health").statusCode()).isEqualTo(200);
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldLimitWhatAUserWrites() throws Exception {
    start(limits(10_000, 10), List.of());
    // The one user of one machine has higher limits: five times as much, a fifth of it at once.
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> opened = post("{}", null);
      assertThat(opened.statusCode()).isEqualTo(201);
      assertThat(opened.headers().firstValue("X-RateLimit-Limit")).contains("50");
    }
    assertThat(post("{}", null).statusCode()).isEqualTo(429);
    assertThat(get("/v1/languages").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldBelieveATrustedProxyOnlyWhoAsks() throws Exception {
    start(limits(10, 1_000), List.of("127.0.0.0/8"));
    for (int i = 0; i < 10; i++) {
      assertThat(get("/v1/languages", "X-Forwarded-For", "192.0.2." + i).statusCode())
          .isEqualTo(200);
    }
    gateway.close();
    start(limits(10, 1_000), List.of());
    for (int i = 0; i < 2; i++) {
      get("/v1/languages", "X-Forwarded-For", "192.0.2." + i);
    }
    assertThat(get("/v1/languages", "X-Forwarded-For", "192.0.2.7").statusCode()).isEqualTo(429);
  }

  @Test
  void shouldCountTheAddressThatTheProxyWroteAndNotWhatTheClientWroteBefore() throws Exception {
    start(limits(10, 1_000), List.of("127.0.0.0/8", "10.0.0.0/8"));
    for (int i = 0; i < 2; i++) {
      get("/v1/languages", "X-Forwarded-For", "192.0.2." + i + ", 198.51.100.1, 10.0.0.9");
    }
    assertThat(
            get("/v1/languages", "X-Forwarded-For", "192.0.2.7, 198.51.100.1, 10.0.0.9")
                .statusCode())
        .isEqualTo(429);
    assertThat(get("/v1/languages", "X-Forwarded-For", "198.51.100.1,192.0.2.7").statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldReadOnlySoMuchOfWhatAStrangerAsksOverGraphql() throws Exception {
    start(LimitConfig.NONE, List.of());
    for (String key : List.of("", "Idempotency-Key: x\r\n")) {
      try (Socket socket = new Socket("127.0.0.1", gateway.apiAddress().getPort())) {
        socket.setSoTimeout(20_000);
        OutputStream out = socket.getOutputStream();
        String head =
            "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + key
                + "Transfer-Encoding: chunked\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 5; i++) {
          out.write("8000\r\n".getBytes(StandardCharsets.US_ASCII));
          out.write(new byte[0x8000]);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
        byte[] answer = socket.getInputStream().readNBytes(12);
        assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
      }
    }
  }

  @Test
  void shouldOpenOneSessionHoweverOftenItIsAskedWithOneKey() throws Exception {
    start(LimitConfig.NONE, List.of());
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = post("{}", key);
    HttpResponse<String> again = post("{}", key);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("content-type")).contains("application/json");
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(again.headers().firstValue("X-Request-Id"))
        .isNotEqualTo(first.headers().firstValue("X-Request-Id"));
    assertThat(post("{}", null).body()).isNotEqualTo(first.body());
    assertThat(sessions()).isEqualTo(2);
  }

  @Test
  void shouldRefuseAKeyThatIsNoneOrWasUsedForSomethingElse() throws Exception {
    start(LimitConfig.NONE, List.of());
    String key = UUID.randomUUID().toString();
    post("{}", key);
    HttpResponse<String> other = post("{\"participantName\":\"Ana\"}", key);
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(other.body()).get("code").asText()).isEqualTo("INVALID_REQUEST");
    assertThat(post("{}", "not a key").statusCode()).isEqualTo(400);
    assertThat(sessions()).isEqualTo(1);
  }

  @Test
  void shouldLetWhoWasRefusedMendTheRequestUnderTheSameKey() throws Exception {
    start(LimitConfig.NONE, List.of());
    String key = UUID.randomUUID().toString();
    assertThat(post("{\"name\":1}", key).statusCode()).isEqualTo(400);
    assertThat(post("{}", key).statusCode()).isEqualTo(201);
  }

  @Test
  void shouldOpenOneSessionForDuplicatesThatComeAtOnce() throws Exception {
    start(LimitConfig.NONE, List.of());
    String key = UUID.randomUUID().toString();
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(HTTP.sendAsync(request("/v1/sessions", "{}", key), BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> each : all) {
      assertThat(each.get().statusCode()).isIn(201, 409);
      if (each.get().statusCode() == 409) {
        assertThat(each.get().headers().firstValue("Retry-After")).contains("1");
      }
    }
    assertThat(sessions()).isEqualTo(1);
  }

  @Test
  void shouldKeepNothingOfWhoProvesNobody() throws Exception {
    start(LimitConfig.NONE, List.of());
    String key = UUID.randomUUID().toString();
    HttpRequest unknown =
        HttpRequest.newBuilder(uri("/v1/sessions"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString("{}"))
            .build();
    assertThat(HTTP.send(unknown, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    assertThat(post("{}", key).statusCode()).isEqualTo(201);
  }

  private void start(LimitConfig limits, List<String> proxies) {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    Clock clock = Clock.systemUTC();
    gateway =
        Gateway.start(
            config,
            Outside.local(
                    config, new FakeStreamPublisher(), Catalogues.englishAndPortuguese(), clock)
                .withTraffic(Traffic.ofOneGateway(limits, clock).withTrustedProxies(proxies)));
  }

  private static LimitConfig limits(long address, long writes) {
    return new LimitConfig(
        new Quota(address, MINUTE),
        new Quota(0, MINUTE),
        new Quota(0, MINUTE),
        new Quota(writes, MINUTE),
        5);
  }

  private int sessions() throws Exception {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("univoice_sessions"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body, String key) throws Exception {
    return HTTP.send(request("/v1/sessions", body, key), BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String body, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + gateway.apiToken())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return request.build();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + gateway.apiAddress().getPort() + path);
  }
}
