package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.access.CodeSignIn;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.limit.LimitConfig;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.web.WebConfig;

/** What a browser gets of the web page, and what it may do with it. */
class WebPageTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String SCRIPT = "console.log('hello');".repeat(50);
  private static final String CODE =
      "<meta property=\"csp-nonce\" nonce=\"__CSP_NONCE__\"><script src=\"/assets/a-1.js\"></script>";
  private static final CodeSignIn ISSUER =
      new CodeSignIn(URI.create("https://id.example.com/pool"), "page", "openid profile");

  @TempDir Path folder;
  private Gateway gateway;

  @BeforeEach
  void build() throws IOException {
    Files.writeString(folder.resolve("index.html"), CODE);
    Files.writeString(folder.resolve("favicon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
    Files.writeString(folder.resolve("manifest.webmanifest"), "{}");
    Files.writeString(folder.resolve(".env"), "secret");
    Files.writeString(folder.resolve(".env.local"), "secret");
    Path assets = Files.createDirectory(folder.resolve("assets"));
    Files.writeString(assets.resolve("a-1.js"), SCRIPT);
    Files.write(assets.resolve("a-1.js.gz"), gzip(SCRIPT));
    Files.write(assets.resolve("a-1.js.br"), new byte[] {1, 2, 3});
    for (int i = 2; i < 10; i++) {
      Files.writeString(assets.resolve("a-" + i + ".js"), SCRIPT);
    }
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldServeTheDocumentWithAFreshNonceThatItsPolicyNames() {
    start(web -> web.withFolder(folder));
    Set<String> nonces = new HashSet<>();
    for (String path : List.of("/", "/join", "/", "/?code=c&state=s&iss=https%3A%2F%2Fid")) {
      HttpResponse<byte[]> page = get(path);
      String nonce = nonceIn(new String(page.body()));

      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(header(page, "Content-Type")).startsWith("text/html");
      assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
      assertThat(header(page, "Content-Security-Policy")).contains("'nonce-" + nonce + "'");
      assertThat(nonce).hasSizeGreaterThanOrEqualTo(22);
      nonces.add(nonce);
    }
    assertThat(nonces).hasSize(4);
  }

  @Test
  void shouldLetThePageDoWhatItNeedsAndNothingElse() {
    start(web -> web.withFolder(folder).withCode(ISSUER));
    HttpResponse<byte[]> page = get("/");
    String nonce = nonceIn(new String(page.body()));

    assertThat(page.headers().allValues("Content-Security-Policy"))
        .containsExactly(
            "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"
                + nonce
                + "'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' ws://127.0.0.1:"
                + gateway.mediaAddress().getPort()
                + " https://id.example.com; media-src 'self' blob:; worker-src 'self'; manifest-src"
                + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(header(page, "Permissions-Policy"))
        .isEqualTo("microphone=(self), camera=(), geolocation=()");
    assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(get("/assets/a-1.js"), "Content-Security-Policy"))
        .contains("style-src 'self';", "connect-src 'self' ws://127.0.0.1:")
        .doesNotContain("nonce");
  }

  @Test
  void shouldKeepAssetsForAYearAndOtherFilesForAnHour() {
    start(web -> web.withFolder(folder));
    HttpResponse<byte[]> script = get("/assets/a-1.js");
    HttpResponse<byte[]> icon = get("/favicon.svg");

    assertThat(header(script, "Cache-Control"))
        .contains("max-age=31536000", "public", "immutable")
        .doesNotContain("no-store");
    assertThat(header(script, "Content-Type")).contains("javascript");
    assertThat(new String(script.body())).isEqualTo(SCRIPT);
    assertThat(header(icon, "Cache-Control")).contains("max-age=3600").doesNotContain("no-store");
    assertThat(header(icon, "Content-Type")).startsWith("image/svg+xml");
    assertThat(header(get("/manifest.webmanifest"), "Content-Type"))
        .startsWith("application/manifest+json");
  }

  @Test
  void shouldSendWhatIsAlreadyCompressed() throws IOException {
    start(web -> web.withFolder(folder));
    HttpResponse<byte[]> brotli = get("/assets/a-1.js", "Accept-Encoding", "gzip, deflate, br");
    HttpResponse<byte[]> gzip = get("/assets/a-1.js", "Accept-Encoding", "gzip");

    assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
    assertThat(brotli.body()).isEqualTo(new byte[] {1, 2, 3});
    assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
    assertThat(gzip.body()).isEqualTo(gzip(SCRIPT));
    assertThat(header(gzip, "Content-Type")).contains("javascript");
    assertThat(header(gzip, "Vary").toLowerCase()).contains("accept-encoding");
    assertThat(header(get("/assets/a-1.js"), "Vary").toLowerCase()).contains("accept-encoding");
  }

  @Test
  void shouldAnswerHeadAndRefuseEverythingElse() {
    start(web -> web.withFolder(folder));
    for (String path : List.of("/", "/join", "/assets/a-1.js", "/favicon.svg")) {
      HttpResponse<byte[]> head = ask("HEAD", path);

      assertThat(head.statusCode()).as(path).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(header(head, "Cache-Control")).isEqualTo(header(get(path), "Cache-Control"));
      assertThat(ask("POST", path).statusCode()).as(path).isEqualTo(405);
    }
  }

  @Test
  void shouldNotFindWhatIsNotThereAndHaveNobodyKeepThat() {
    start(web -> web.withFolder(folder));
    for (String path :
        List.of(
            "/assets/none.js",
            "/assets/",
            "/.env",
            "/.env.local",
            "/index.html.bak",
            "/nowhere",
            "/join/x",
            "/v1/nothing")) {
      HttpResponse<byte[]> answer = get(path);

      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(header(answer, "Cache-Control")).as(path).isEqualTo("no-store");
      assertThat(new String(answer.body())).as(path).contains("RESOURCE_NOT_FOUND");
    }
  }

  @Test
  void shouldNotLeaveItsFolder() throws IOException {
    Path outside = Files.writeString(folder.resolveSibling("outside.txt"), "nobody's business");
    try {
      start(web -> web.withFolder(folder));
      for (String path :
          List.of(
              "/assets/../../outside.txt",
              "/assets/../.env",
              "/assets/%2e%2e/%2e%2e/outside.txt",
              "/assets/..%2f..%2foutside.txt",
              "/assets/..%5c..%5coutside.txt",
              "/assets/%252e%252e/.env",
              "/assets//../.env",
              "/assets/./../../outside.txt",
              "//assets/../.env",
              "/assets/a-1.js%00.svg",
              "/../outside.txt")) {
        String answer =
            RawHttp.exchange(
                gateway.apiAddress(),
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(RawHttp.statuses(answer)).as(path).allMatch(status -> status >= 400);
        assertThat(answer).as(path).doesNotContain("nobody's business", "secret");
      }
    } finally {
      Files.delete(outside);
    }
  }

  @Test
  void shouldLoadThePageAgainAndAgainWithinTheUsualLimits() {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    config = config.withWeb(WebConfig.NONE.withFolder(folder));
    gateway =
        Gateway.start(
            config,
            outside(config)
                .withTraffic(Traffic.ofOneGateway(LimitConfig.DEFAULT, Clock.systemUTC())));
    long before = remaining();
    List<CompletableFuture<HttpResponse<byte[]>>> loads = new ArrayList<>();
    for (int load = 0; load < 100; load++) {
      loads.add(HTTP.sendAsync(request("GET", "/").build(), BodyHandlers.ofByteArray()));
      for (int i = 1; i < 10; i++) {
        loads.add(
            HTTP.sendAsync(
                request("GET", "/assets/a-" + i + ".js").build(), BodyHandlers.ofByteArray()));
      }
    }

    assertThat(loads).allMatch(load -> load.join().statusCode() == 200);
    assertThat(loads).allMatch(load -> header(load.join(), "X-RateLimit-Remaining").isEmpty());
    // One less for having been asked; what came back meanwhile makes it no less.
    assertThat(remaining()).isGreaterThanOrEqualTo(before - 1);
  }

  private long remaining() {
    HttpResponse<byte[]> answer = get("/v1/auth/options");
    assertThat(answer.statusCode()).isEqualTo(200);
    return Long.parseLong(header(answer, "X-RateLimit-Remaining"));
  }

  @Test
  void shouldSayThatThereIsNoPageWhereThereIsNone() {
    start(web -> web);
    for (String path : List.of("/", "/join")) {
      HttpResponse<byte[]> answer = get(path);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "Content-Type")).startsWith("text/plain");
      assertThat(new String(answer.body())).contains("the web page is not part of it");
    }
    assertThat(get("/assets/a-1.js").statusCode()).isEqualTo(404);
    assertThat(get("/favicon.svg").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldNotStartWithAFolderWithoutAPage() throws IOException {
    start(web -> web);
    Files.delete(folder.resolve("index.html"));
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    GatewayConfig without = config.withWeb(WebConfig.NONE.withFolder(folder));

    assertThatThrownBy(() -> Gateway.start(without, outside(without)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("UNIVOICE_WEB_FOLDER");
  }

  @Test
  void shouldServeAPageThatWasBuiltAnew() throws IOException {
    start(web -> web.withFolder(folder));
    get("/");
    Files.writeString(folder.resolve("index.html"), "<p>another</p>");
    Files.writeString(folder.resolve("assets/b-2.js"), "2");

    assertThat(new String(get("/").body())).isEqualTo("<p>another</p>");
    assertThat(new String(get("/assets/b-2.js").body())).isEqualTo("2");
    Files.delete(folder.resolve("favicon.svg"));
    assertThat(get("/favicon.svg").statusCode()).isEqualTo(404);
    assertThat(header(get("/favicon.svg"), "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void shouldLetItsOwnPageAskAndConnectWhateverItsPort() {
    start(web -> web.withPublicUrl(URI.create("https://talk.example.com/")));
    int port = gateway.apiAddress().getPort();
    assertThat(port).isNotEqualTo(8080);

    for (String origin :
        List.of(
            "http://127.0.0.1:" + port, "http://localhost:" + port, "https://talk.example.com")) {
      HttpResponse<byte[]> opened = openedFrom(origin);
      assertThat(opened.statusCode()).as(origin).isEqualTo(201);
      assertThat(handshake(origin)).as(origin).isEqualTo(401);
    }
  }

  @Test
  void shouldNotTakeTheHostThatARequestNamesForItsOwn() throws IOException {
    start(web -> web);
    int port = gateway.apiAddress().getPort();
    for (String host : List.of("rebound.example:" + port, "127.0.0.1.evil.example", "localhost")) {
      String answer =
          RawHttp.exchange(
              gateway.apiAddress(),
              "GET /v1/languages HTTP/1.1\r\nHost: "
                  + host
                  + "\r\nOrigin: http://"
                  + host
                  + "\r\nConnection: close\r\n\r\n");

      assertThat(RawHttp.statuses(answer)).as(host).containsExactly(403);
      assertThat(openedFrom("http://" + host).statusCode()).as(host).isEqualTo(403);
      assertThat(handshake("http://" + host)).as(host).isEqualTo(403);
    }
  }

  @Test
  void shouldSendEverybodyToTheMediaListenerByTheNameByWhichTheyAsked() {
    start(web -> web.withFolder(folder));
    int media = gateway.mediaAddress().getPort();
    for (String name : List.of("localhost", "127.0.0.1")) {
      String url = "ws://" + name + ":" + media + "/v1/stream";
      JsonNode opened = asked(name, "/v1/sessions", "{}");
      String session = "/v1/sessions/" + opened.get("sessionId").asText();
      JsonNode invited = asked(name, session + "/invitations", "");
      String guest =
          "{\"participantName\":\"Bo\",\"invitation\":" + invited.get("invitation") + "}";
      String question =
          "{\"query\":\"mutation { createSession(input: {sourceLanguage: \\\"en\\\", targetLanguage:"
              + " \\\"pt\\\"}) { admission { mediaUrl } } }\"}";

      assertThat(opened.get("mediaUrl").asText()).isEqualTo(url);
      assertThat(asked(name, session + "/tickets", "{}").get("mediaUrl").asText()).isEqualTo(url);
      assertThat(asked(name, "/v1/guests", guest).get("mediaUrl").asText()).isEqualTo(url);
      assertThat(asked(name, "/graphql", question).findValue("mediaUrl").asText()).isEqualTo(url);
      assertThat(
              header(
                  sent(HttpRequest.newBuilder(at(name, "/assets/a-1.js")).build()),
                  "Content-Security-Policy"))
          .contains("connect-src 'self' ws://" + name + ":" + media + ";");
    }
  }

  private JsonNode asked(String name, String path, String body) {
    return TestClient.json(
        TestClient.send(
            HttpRequest.newBuilder(at(name, path))
                .header("Authorization", "Bearer " + gateway.apiToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build()));
  }

  private URI at(String name, String path) {
    return URI.create("http://" + name + ":" + gateway.apiAddress().getPort() + path);
  }

  @Test
  void shouldSayHowToSignIn() {
    start(web -> web.withCode(ISSUER));

    assertThat(TestClient.json(TestClient.get(gateway, "/v1/auth/options")))
        .isEqualTo(
            TestClient.JSON.valueToTree(
                Map.of(
                    "token",
                    true,
                    "code",
                    Map.of(
                        "issuer", "https://id.example.com/pool",
                        "clientId", "page",
                        "scope", "openid profile"))));
  }

  private void start(UnaryOperator<WebConfig> web) {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    config = config.withWeb(web.apply(WebConfig.NONE));
    gateway = Gateway.start(config, outside(config));
  }

  private static Outside outside(GatewayConfig config) {
    return Outside.local(
        config, new FakeStreamPublisher(), Catalogues.englishAndPortuguese(), Clock.systemUTC());
  }

  private HttpResponse<byte[]> openedFrom(String origin) {
    return sent(
        TestClient.posting(gateway, "/v1/sessions", "{}")
            .header("Content-Type", "application/json")
            .header("Origin", origin)
            .build());
  }

  /** The media listener's answer to a ticket that it does not know; pages are looked at before. */
  private int handshake(String origin) {
    try {
      HTTP.newWebSocketBuilder()
          .header("Origin", origin)
          .subprotocols("univoice.v1")
          .buildAsync(
              URI.create(gateway.mediaUrl() + "?ticket=none"),
              new java.net.http.WebSocket.Listener() {})
          .join();
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  private HttpResponse<byte[]> get(String path, String... headers) {
    HttpRequest.Builder request = request("GET", path);
    return sent(headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  private HttpResponse<byte[]> ask(String method, String path) {
    return sent(request(method, path).build());
  }

  private HttpRequest.Builder request(String method, String path) {
    return HttpRequest.newBuilder(TestClient.api(gateway, path))
        .method(method, HttpRequest.BodyPublishers.noBody());
  }

  private static HttpResponse<byte[]> sent(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return String.join(", ", response.headers().allValues(name));
  }

  private static String nonceIn(String page) {
    Matcher nonce = Pattern.compile("nonce=\"([^\"]+)\"").matcher(page);
    assertThat(nonce.find()).isTrue();
    return nonce.group(1);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes());
    }
    return bytes.toByteArray();
  }
}
