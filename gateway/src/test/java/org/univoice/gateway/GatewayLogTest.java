package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.log.LogLines;

/** What a running gateway writes, by the configuration that it has as its own process. */
class GatewayLogTest {
  private static final String CONFIGURE =
      "{'action':'session.configure','audio':{'format':'pcm16','sampleRate':16000,'channels':1},"
          + "'speaks':'en-US','hears':'pt-BR'}";

  private LogLines log;
  private Gateway gateway;

  @BeforeEach
  void start() {
    log = new LogLines("/logback-gateway.xml");
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
    log.close();
  }

  @Test
  void shouldLogASessionFromItsOpeningToItsEndWithIdsThatTieTheLinesTogether() {
    JsonNode opened = open("request-1");
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    converse(opened);

    awaitLine("Session ended", session);
    List<JsonNode> lines = log.ours(line -> line.path("sessionId").asText().equals(session));
    assertThat(lines)
        .extracting(line -> line.get("message").asText())
        .containsExactly(
            "Session opened",
            "Participant joined",
            "Ticket issued",
            "Connected",
            "Configured: speaks en-US, hears pt-BR",
            "A delivery of an unknown kind was dropped: odd",
            "Refused: INVALID_REQUEST The action 'dance' is not known.",
            "Audio control: STOP",
            "Participant left: REASON_DISCONNECTED",
            "Session ended",
            "Disconnected");
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.path("participantId").asText().equals(participant));
    assertThat(lines.subList(0, 3))
        .allMatch(line -> line.path("requestId").asText().equals("request-1"));
    String connection = lines.get(3).path("requestId").asText();
    assertThat(connection).isNotEmpty().isNotEqualTo("request-1");
    assertThat(lines.subList(3, lines.size()))
        .filteredOn(line -> !line.get("message").asText().contains("delivery"))
        .allMatch(line -> line.path("requestId").asText().equals(connection));
  }

  @Test
  void shouldWriteEveryLineAsOneJsonObjectWithTimeLevelLoggerAndService() {
    JsonNode opened = open("request-2");
    converse(opened);
    awaitLine("Session ended", opened.get("sessionId").asText());

    assertThat(log.ours(line -> true))
        .isNotEmpty()
        .allMatch(line -> Instant.parse(line.get("@timestamp").asText()).isBefore(Instant.now()))
        .allMatch(line -> List.of("INFO", "WARN").contains(line.get("level").asText()))
        .allMatch(line -> line.get("logger").asText().startsWith("org.univoice.gateway."))
        .allMatch(line -> line.get("service").asText().equals("gateway"))
        .allMatch(line -> !line.get("message").asText().isEmpty());
  }

  @Test
  void shouldNeverLogTicketsTokensNamesOrWhatWasSaid() {
    JsonNode opened = open("request-3");
    converse(opened);
    awaitLine("Session ended", opened.get("sessionId").asText());

    // Also what Netty, Armeria and gRPC say of it.
    assertThat(log.text())
        .doesNotContain(opened.get("ticket").asText())
        .doesNotContain(gateway.apiToken())
        .doesNotContain("Ana Maria")
        .doesNotContain("number is 4711");
  }

  @Test
  void shouldLogARefusedRequestUnderTheIdThatItsCallerWasTold() {
    TestClient.send(
        TestClient.posting(gateway, "/v1/sessions/gone/tickets", "{}")
            .header("Content-Type", "application/json")
            .header("X-Request-Id", "request-4")
            .build());

    List<JsonNode> lines = log.ours(line -> line.path("requestId").asText().equals("request-4"));
    assertThat(lines)
        .extracting(line -> line.get("message").asText())
        .containsExactly("Refused: RESOURCE_NOT_FOUND There is no such session.");
    assertThat(lines.get(0).path("sessionId").asText()).isEqualTo("gone");
  }

  private JsonNode open(String requestId) {
    return TestClient.json(
        TestClient.send(
            TestClient.posting(gateway, "/v1/sessions", "{\"participantName\":\"Ana Maria\"}")
                .header("Content-Type", "application/json")
                .header("X-Request-Id", requestId)
                .build()));
  }

  private void converse(JsonNode opened) {
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    try (TestClient client = TestClient.connect(opened);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      client.say(CONFIGURE);
      client.next("session.ready");
      job.deliver(
          TestJob.caption(TestJob.to(session, participant, 5, "c"), "my number is 4711", true));
      client.next("caption.final");
      job.deliver(TestJob.to(session, participant, 6, "odd"));
      client.say("{'action':'dance'}");
      client.next("error");
      client.say("{'action':'audio.control','command':'stop'}");
      awaitLine("Audio control: STOP", session);
    }
    awaitLine("Disconnected", session);
  }

  private void awaitLine(String message, String session) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (log.ours(
            line ->
                line.path("sessionId").asText().equals(session)
                    && line.get("message").asText().equals(message))
        .isEmpty()) {
      assertThat(System.nanoTime()).as("no line: " + message).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
