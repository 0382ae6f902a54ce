package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;

/**
 * Where a request ends has one meaning: what a proxy may have read as one request is never read as
 * two.
 */
class RequestSmugglingTest {
  /** What an attacker hides behind a request that somebody else pays for. */
  private static final String HIDDEN = "GET /v1/languages HTTP/1.1\r\nHost: x\r\n\r\n";

  private static final int HIDDEN_BYTES = HIDDEN.length();

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

  static Stream<Arguments> lengths() {
    String both = "Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    return Stream.of(
        of("a length beside chunks", String.format(both, 5 + HIDDEN_BYTES)),
        of("a shorter length beside chunks", String.format(both, 3)),
        of(
            "chunks before a length",
            "Transfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n0\r\n\r\n"),
        of(
            "two lengths",
            "Content-Length: 2\r\nContent-Length: " + (2 + HIDDEN_BYTES) + "\r\n\r\n{}"),
        of("two lengths in one", "Content-Length: 2, " + (2 + HIDDEN_BYTES) + "\r\n\r\n{}"),
        of("a signed length", "Content-Length: +2\r\n\r\n{}"),
        of("a negative length", "Content-Length: -2\r\n\r\n{}"),
        of("an endless length", "Content-Length: 99999999999999999999\r\n\r\n{}"),
        of("a length of letters", "Content-Length: 0x2\r\n\r\n{}"),
        of(
            "a space before the colon",
            "Transfer-Encoding : chunked\r\nContent-Length: 2\r\n\r\n{}"),
        of(
            "a folded encoding",
            "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        of("a folded length", "Content-Length:\r\n 2\r\nX-A: b\r\n\r\n{}"),
        of(
            "an encoding nobody knows",
            "Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}"),
        of("chunks that are not last", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
        of("chunks twice", "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        of(
            "chunks in two headers",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
        of(
            "a control character before chunks",
            "Transfer-Encoding: \u000bchunked\r\nContent-Length: 2\r\n\r\n{}"),
        of("a header without a colon", "Transfer-Encoding chunked\r\nContent-Length: 2\r\n\r\n{}"),
        of("a chunk with a sign", "Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n"),
        of("a negative chunk", "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n"),
        of("a chunk with a prefix", "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n"),
        of(
            "a chunk beyond 32 bits",
            "Transfer-Encoding: chunked\r\n\r\n100000002\r\n{}\r\n0\r\n\r\n"),
        of(
            "a chunk beyond 64 bits",
            "Transfer-Encoding: chunked\r\n\r\n10000000000000002\r\n{}\r\n0\r\n\r\n"),
        of(
            "a chunk that overflows to its size",
            "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffe\r\n{}\r\n0\r\n\r\n"),
        of(
            "a bare LF behind a chunk's size",
            "Transfer-Encoding: chunked\r\n\r\n2;\n{}\r\n0\r\n\r\n"),
        of(
            "a bare LF in a chunk's extension",
            "Transfer-Encoding: chunked\r\n\r\n2;a=b\nc\r\n{}\r\n0\r\n\r\n"),
        of(
            "a bare CR behind a chunk's size",
            "Transfer-Encoding: chunked\r\n\r\n2\r{}\r\n0\r\n\r\n"),
        of("a chunk longer than it says", "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n"),
        of("a bare LF between headers", "X-A: b\nContent-Length: " + HIDDEN_BYTES + "\r\n\r\n"),
        of("a bare LF before the body", "Content-Length: 2\n\n{}"),
        of("a bare CR between headers", "X-A: b\rContent-Length: 2\r\n\r\n{}"),
        of("a zero byte", "X-A: b\u0000\r\nContent-Length: 2\r\n\r\n{}"));
  }

  private static Arguments of(String name, String headersAndBody) {
    return Arguments.of(name, headersAndBody);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lengths")
  void shouldNeverReadOneRequestOfTheApiAsTwo(String name, String headersAndBody)
      throws IOException {
    String request = post(headersAndBody) + HIDDEN;

    List<Integer> statuses = RawHttp.statuses(RawHttp.exchange(gateway.apiAddress(), request));

    assertThat(statuses).as(name).hasSizeLessThanOrEqualTo(1);
    assertThat(statuses).as(name).allMatch(status -> status == 400 || status == 201);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lengths")
  void shouldNeverReadOneRequestForMediaAsTwo(String name, String headersAndBody)
      throws IOException {
    JsonNode opened = TestClient.open(gateway);
    String upgrade = upgrade(opened.get("ticket").asText());

    String answers =
        RawHttp.exchange(gateway.mediaAddress(), upgrade + headersAndBody + upgrade + "\r\n");

    assertThat(RawHttp.statuses(answers)).as(name).hasSizeLessThanOrEqualTo(1);
  }

  /**
   * RFC 9112, 5.2: a line that begins with a space goes on with the header before it, so that this
   * length is none. Netty reads folded lines, and cannot be told to refuse them.
   */
  @Test
  void shouldReadAFoldedLineAsPartOfTheHeaderBeforeIt() throws IOException {
    String folded = "X-A: b\r\n Content-Length: 40\r\n\r\n";

    assertThat(RawHttp.exchange(gateway.apiAddress(), post(folded)))
        .contains("HTTP/1.1 400", "The body is empty.");
  }

  /** Any other protocol is passed over, as RFC 9110, 7.8 has it: what follows is a request. */
  static Stream<String> upgrades() {
    String ws =
        "GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n";
    return Stream.of(
        ws,
        ws.replace("Version: 13", "Version: 777"),
        ws.replace("/graphql", "/v1/languages"),
        ws.replace("/graphql", "/nowhere"),
        "GET /v1/languages HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n"
            + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("upgrades")
  void shouldServeNothingOfTheApiBehindAnUpgrade(String upgrade) throws IOException {
    List<Integer> statuses =
        RawHttp.statuses(RawHttp.exchange(gateway.apiAddress(), upgrade + HIDDEN));

    assertThat(statuses).hasSizeBetween(1, 2);
    assertThat(statuses.subList(1, statuses.size())).allMatch(status -> status == 400);
  }

  @Test
  void shouldServeNothingForMediaBehindAnUpgrade() throws IOException {
    String taken = upgrade(TestClient.open(gateway).get("ticket").asText()) + "\r\n";
    String other = upgrade(TestClient.open(gateway).get("ticket").asText()) + "\r\n";
    assertThat(RawHttp.statuses(RawHttp.exchange(gateway.mediaAddress(), taken + other)))
        .containsExactly(101);
    String refused = upgrade("none") + "\r\n";
    assertThat(RawHttp.statuses(RawHttp.exchange(gateway.mediaAddress(), refused + other)))
        .containsExactly(401);
  }

  private static String post(String headersAndBody) {
    return "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Authorization: Bearer "
        + gateway.apiToken()
        + "\r\n"
        + headersAndBody;
  }

  /** Without the empty line that ends it. */
  private static String upgrade(String ticket) {
    return "GET /v1/stream?ticket="
        + ticket
        + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Protocol: univoice.v1\r\n";
  }
}
