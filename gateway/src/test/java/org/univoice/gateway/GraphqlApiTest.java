package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.graphql.GraphqlConfig;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.Segment;
import org.univoice.internal.v1.Translation;

/** GraphQL over the api's port, by POST and over graphql-transport-ws. */
class GraphqlApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Gateway gateway;

  @BeforeEach
  void start() {
    gateway = gateway(GraphqlConfig.DEFAULT);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static Gateway gateway(GraphqlConfig config) {
    return Gateway.start(
        GatewayConfig.local().onFreePorts().withGraphql(config),
        new FakeStreamPublisher(),
        Catalogues.englishAndPortuguese(),
        Clock.systemUTC());
  }

  @Test
  void shouldServeSessionsAsRestDoes() {
    JsonNode created =
        ask("mutation { createSession(input: {sourceLanguage: \"en\", targetLanguage: \"pt\"})"
                + " { id userId startTime revision admission { ticket mediaUrl } } }")
            .at("/data/createSession");
    String id = created.get("id").asText();
    assertThat(created.at("/admission/ticket").asText()).isNotEmpty();
    assertThat(created.get("startTime").asText()).endsWith("Z");

    JsonNode read = ask("{ getSession(id: \"" + id + "\") { status targetLanguage endTime } }");
    assertThat(read.at("/data/getSession").toString())
        .isEqualTo("{\"status\":\"ACTIVE\",\"targetLanguage\":\"pt\",\"endTime\":null}");
    JsonNode listed =
        ask(
            "{ listSessions(userId: \"local\") { items { id metrics { averageLatency } } nextToken"
                + " } }");
    assertThat(listed.at("/data/listSessions/items/0/id").asText()).isEqualTo(id);
    assertThat(
            ask("{ listSessions(userId: \"local\", limit: null, nextToken: null) { nextToken } }")
                .has("errors"))
        .isFalse();
    String update =
        "mutation { updateSession(id: \""
            + id
            + "\", input: {maxSpeakers: 3, revision: \""
            + created.get("revision").asText()
            + "\"}) { maxSpeakers } }";
    assertThat(ask(update).at("/data/updateSession/maxSpeakers").asInt()).isEqualTo(3);
    assertThat(
            ask(update.replace("maxSpeakers: 3", "maxSpeakers: 4"))
                .at("/errors/0/message")
                .asText())
        .contains("Somebody else changed");
    assertThat(
            ask("mutation { endSession(id: \"" + id + "\") { status endTime } }")
                .at("/data/endSession/status")
                .asText())
        .isEqualTo("ENDED");
    assertThat(ask("{ getVoiceProfile(id: \"none\") { id } }").at("/data/getVoiceProfile").isNull())
        .isTrue();
  }

  @Test
  void shouldErrAsRestDoes() {
    JsonNode missing = ask("{ getSession(id: \"none\") { id } }");
    assertThat(missing.at("/errors/0/message").asText()).isEqualTo("There is no such session.");
    JsonNode extensions = missing.at("/errors/0/extensions");
    assertThat(extensions.get("code").asText()).isEqualTo("RESOURCE_NOT_FOUND");
    assertThat(extensions.get("category").asText()).isEqualTo("PERMANENT_ERROR");
    assertThat(extensions.get("requestId").asText()).isNotEmpty();
    assertThat(extensions.get("suggestion").asText()).isNotEmpty();
    assertThat(ask("{ nothing }").at("/errors/0/extensions/code").asText())
        .isEqualTo("INVALID_REQUEST");
    assertThat(ask("{").at("/errors/0/extensions/code").asText()).isEqualTo("INVALID_REQUEST");
    HttpResponse<String> noQuestion = TestClient.post(gateway, "/graphql", "{\"q\":1}");
    assertThat(noQuestion.statusCode()).isEqualTo(400);
    assertThat(noQuestion.body()).contains("'q' is not part of a question");
    assertThat(TestClient.get(gateway, "/graphql").statusCode()).isBetween(400, 426);
  }

  @Test
  void shouldKeepQuestionsSmall() {
    StringBuilder wide = new StringBuilder("{");
    for (int i = 0; i < 101; i++) {
      wide.append(" a").append(i).append(": getSession(id: \"x\") { id }");
    }

    JsonNode refused = ask(wide + " }");

    assertThat(refused.at("/errors/0/message").asText()).contains("complexity");
    assertThat(refused.has("data") && !refused.get("data").isNull()).isFalse();
  }

  @Test
  void shouldShowItsSchemaOnlyWhereThatIsConfigured() {
    String introspection = "{ __schema { types { name } } }";
    assertThat(ask(introspection).at("/errors/0")).isNotEmpty();
    gateway.close();
    gateway = gateway(GraphqlConfig.DEFAULT.withIntrospection());

    assertThat(ask(introspection).at("/data/__schema/types").toString()).contains("Session");
  }

  @Test
  void shouldTellSubscribersWhatChangesAndWhatIsSaid() throws Exception {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    GraphqlSubscriber socket = GraphqlSubscriber.admitted(gateway);
    socket.subscribe(
        "u",
        "subscription { onSessionUpdate(sessionId: \""
            + session
            + "\")"
            + " { status maxSpeakers } }");
    assertThat(socket.next().at("/payload/data/onSessionUpdate/maxSpeakers").asInt()).isEqualTo(10);
    socket.subscribe(
        "s",
        "subscription { onTranslationSegment(sessionId: \""
            + session
            + "\")"
            + " { sourceText translatedText startTime name } }");
    socket.say(Map.of("type", "ping"));
    assertThat(socket.next().get("type").asText()).isEqualTo("pong");

    try (TestJob job = new TestJob(gateway.deliveryAddress())) {
      var caption = TestJob.caption(TestJob.to(session, participant, 5, "c"), "hello", true);
      Segment segment = caption.getCaption().getSegment();
      var translation =
          TestJob.to(session, participant, 6, "t")
              .setTranslation(
                  Translation.newBuilder()
                      .setSegment(segment)
                      .setSourceLanguage("en")
                      .setLanguage("pt")
                      .setText("olá"));
      job.deliver(caption, translation);
      job.deliver(translation);
      JsonNode said = socket.next().at("/payload/data/onTranslationSegment");
      assertThat(said.get("sourceText").asText()).isEqualTo("hello");
      assertThat(said.get("translatedText").asText()).isEqualTo("olá");
      assertThat(said.get("name").isNull()).isTrue();
    }
    ask("mutation { updateSession(id: \"" + session + "\", input: {maxSpeakers: 2}) { id } }");
    assertThat(socket.next().at("/payload/data/onSessionUpdate/maxSpeakers").asInt()).isEqualTo(2);
    ask("mutation { endSession(id: \"" + session + "\") { id } }");
    JsonNode last = socket.next();
    while (last.get("type").asText().equals("next")) {
      last = socket.next();
    }
    assertThat(last.get("type").asText()).isEqualTo("complete");
  }

  @Test
  void shouldLetOnlyThoseSubscribeWhoProveWhoTheyAre() throws Exception {
    GraphqlSubscriber stranger = new GraphqlSubscriber(gateway);
    stranger.say(Map.of("type", "connection_init", "payload", Map.of("authorization", "no")));
    assertThat(stranger.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4403);

    GraphqlSubscriber hasty = new GraphqlSubscriber(gateway);
    hasty.subscribe("1", "subscription { onSessionUpdate(sessionId: \"x\") { id } }");
    assertThat(hasty.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4401);

    GraphqlSubscriber babbler = new GraphqlSubscriber(gateway);
    babbler.socket.sendText("what?", true).join();
    assertThat(babbler.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4400);
  }

  private JsonNode ask(String query) {
    try {
      HttpResponse<String> answer =
          TestClient.post(gateway, "/graphql", JSON.writeValueAsString(Map.of("query", query)));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return TestClient.json(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
