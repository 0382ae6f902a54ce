package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.event.SessionEvents;
import org.univoice.gateway.event.eventbridge.EventBridgeConfig;
import org.univoice.gateway.event.eventbridge.EventBridgeSink;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.stream.kinesis.StandIn;
import org.univoice.gateway.voice.FakeVoiceprints;
import org.univoice.gateway.voice.RecordedSpeech;

/** Events travel through the stand-in's bus and a rule into a queue, where they are read. */
class EventsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static StandIn standIn;
  private static String queue;

  @BeforeAll
  static void start() throws Exception {
    standIn = StandIn.start();
    queue =
        ask("sqs", "AmazonSQS.CreateQueue", Map.of("QueueName", "events")).get("QueueUrl").asText();
    ask(
        "events",
        "AWSEvents.PutRule",
        Map.of("Name", "all", "EventPattern", "{\"source\":[\"univoice\"]}"));
    ask(
        "events",
        "AWSEvents.PutTargets",
        Map.of(
            "Rule",
            "all",
            "Targets",
            List.of(Map.of("Id", "1", "Arn", "arn:aws:sqs:us-east-1:000000000000:events"))));
  }

  @AfterAll
  static void stop() {
    standIn.close();
  }

  @Test
  void shouldTellABusWhatHappensInASession() throws Exception {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    Clock clock = Clock.systemUTC();
    String session;
    try (EventBridgeSink sink = sink(standIn.endpoint())) {
      try (Gateway gateway =
          Gateway.start(
              config,
              Outside.local(
                      config, new FakeStreamPublisher(), Catalogues.englishAndPortuguese(), clock)
                  .observedBy(List.of(new SessionEvents(sink, clock))))) {
        JsonNode opened = TestClient.open(gateway);
        session = opened.get("sessionId").asText();
        try (TestClient client = TestClient.connect(opened)) {
          client.say(
              "{'action':'session.configure','audio':{'format':'pcm16','sampleRate':16000,"
                  + "'channels':1},'speaks':'en-US','hears':'pt-BR'}");
          client.next("session.ready");
          client.say("{'action':'audio.control','command':'pause'}");
          client.say("{'action':'audio.control','command':'resume'}");
          assertThat(received(3))
              .extracting(event -> event.get("detail-type").asText())
              .containsExactly("Session Created", "Session Paused", "Session Resumed");
        }
      }
    }
    List<JsonNode> rest = received(1);
    JsonNode summary = rest.get(0).get("detail");
    assertThat(rest.get(0).get("detail-type").asText()).isEqualTo("Session Ended");
    assertThat(summary.get("sessionId").asText()).isEqualTo(session);
    assertThat(summary.get("participantCount").asInt()).isEqualTo(1);
    assertThat(summary.get("durationMillis").asLong()).isPositive();
    assertThat(summary.get("segmentCount").asInt()).isZero();
    assertThat(rest.get(0).get("source").asText()).isEqualTo("univoice");
    assertThat(summary.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(summary.get("eventId").asText()).isNotEmpty();
  }

  @Test
  void shouldTellABusOfVoicesConsentsRecordingsAndErasures() throws Exception {
    Clock clock = Clock.systemUTC();
    String user;
    String profile;
    String session;
    String recording;
    try (EventBridgeSink sink = sink(standIn.endpoint());
        Gateway gateway =
            Gateway.start(
                GatewayConfig.local().onFreePorts(),
                Outside.local(
                        GatewayConfig.local(),
                        new FakeStreamPublisher(),
                        Catalogues.englishAndPortuguese(),
                        clock)
                    .withAccess(
                        credentials -> Principal.of("premium", Role.PREMIUM_USER), entry -> {})
                    .withPersonal(PersonalStores.inMemory().withVoiceprints(new FakeVoiceprints()))
                    .telling(sink))) {
      JsonNode given =
          send(
              gateway,
              "PUT",
              "/v1/users/me/consents",
              "{\"kind\":\"VOICE_CLONING\",\"given\":true,\"statement\":\"I agree\",\"version\":\"1\"}"
                  .getBytes(),
              "application/json");
      assertThat(given.get("given").asBoolean()).isTrue();
      JsonNode made = enrol(gateway, "/v1/voice-profiles?language=en-US");
      profile = made.get("profileId").asText();
      user = made.get("userId").asText();
      enrol(gateway, "/v1/voice-profiles/" + profile + "/samples");
      JsonNode opened = TestClient.open(gateway);
      session = opened.get("sessionId").asText();
      try (TestClient client = TestClient.connect(opened)) {
        recording =
            send(gateway, "POST", "/v1/recordings/" + session, new byte[0], "")
                .get("recordingId")
                .asText();
        client.say("{'action':'audio.control','command':'stop'}");
      }
      List<JsonNode> told = received(5);
      assertThat(told)
          .extracting(event -> event.get("detail-type").asText())
          .containsExactly(
              "Consent Changed",
              "Voice Profile Created",
              "Voice Profile Updated",
              "Recording Started",
              "Recording Ended");
      assertThat(told.get(0).at("/detail/consent").asText()).isEqualTo("VOICE_CLONING");
      assertThat(told.get(0).at("/detail/given").asBoolean()).isTrue();
      assertThat(told.get(1).at("/detail/profileId").asText()).isEqualTo(profile);
      assertThat(told.get(2).at("/detail/version").asLong()).isEqualTo(2);
      assertThat(told.get(4).at("/detail/status").asText()).isEqualTo("COMPLETE");
      assertThat(told.get(4).at("/detail/recordingId").asText()).isEqualTo(recording);
      assertThat(told)
          .allSatisfy(event -> assertThat(event.at("/detail/userId").asText()).isEqualTo(user));

      send(gateway, "DELETE", "/v1/users/me", new byte[0], "");
      assertThat(received(3))
          .extracting(event -> event.get("detail-type").asText())
          .containsExactly("Voice Profile Deleted", "Recording Deleted", "User Erased");
    }
  }

  private static JsonNode enrol(Gateway gateway, String path) {
    return send(gateway, "POST", path, RecordedSpeech.wav(6_000), "audio/wav");
  }

  private static JsonNode send(
      Gateway gateway, String method, String path, byte[] body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(TestClient.api(gateway, path))
            .header("Authorization", "Bearer anybody")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    return TestClient.json(
        TestClient.send(
            type.isEmpty() ? request.build() : request.header("Content-Type", type).build()));
  }

  private static EventBridgeSink sink(URI endpoint) {
    return new EventBridgeSink(
        new EventBridgeConfig("default", "us-east-1", Optional.of(endpoint)));
  }

  private static List<JsonNode> received(int count) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (int i = 0; i < 200 && events.size() < count; i++) {
      JsonNode answer =
          ask(
              "sqs",
              "AmazonSQS.ReceiveMessage",
              Map.of("QueueUrl", queue, "MaxNumberOfMessages", 10, "WaitTimeSeconds", 0));
      for (JsonNode message : answer.path("Messages")) {
        events.add(JSON.readTree(message.get("Body").asText()));
        ask(
            "sqs",
            "AmazonSQS.DeleteMessage",
            Map.of("QueueUrl", queue, "ReceiptHandle", message.get("ReceiptHandle").asText()));
      }
      Thread.sleep(50);
    }
    assertThat(events).hasSize(count);
    return events;
  }

  private static JsonNode ask(String service, String target, Map<String, ?> body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(standIn.endpoint().resolve("/"))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", target)
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/"
                    + service
                    + "/aws4_request, SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    String answer = HTTP.send(request, BodyHandlers.ofString()).body();
    return answer.isBlank() ? JSON.createObjectNode() : JSON.readTree(answer);
  }
}
