package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;

/** What the api takes as a request for a session or a ticket, and what it says to all else. */
class SessionRequestTest {
  private static final String SESSIONS = "/v1/sessions";
  private static final String FIELDS = "participantName, permissions";
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {} ",
        "{'participantName':'Ana','permissions':['SPEAK','LISTEN']}",
        "{'participantName':null,'permissions':null}"
      })
  void shouldTakeAnyOfTheKnownFieldsOrNone(String body) {
    assertThat(post(SESSIONS, body).statusCode()).isEqualTo(201);
    assertThat(post(tickets(), body).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/json; charset=utf-8"})
  void shouldTakeJsonHoweverItIsDeclared(String type) {
    assertThat(declared(SESSIONS, type).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text/plain", "application/x-www-form-urlencoded", "application/*", "rubbish"})
  void shouldTakeNothingThatIsNotDeclaredAsJson(String type) {
    for (String path : List.of(SESSIONS, tickets())) {
      HttpResponse<String> refused = declared(path, type);

      assertThat(refused.statusCode()).isEqualTo(415);
      assertThat(words(refused))
          .startsWith("INVALID_REQUEST: The body is not declared as JSON.")
          .contains("'Content-Type: application/json'");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      quoteCharacter = '`',
      value = {
        "``|The body is empty.",
        "{broken|The body is not valid JSON.",
        "{} {}|The body is not valid JSON.",
        "{'participantName':'a','participantName':'b'}|The body is not valid JSON.",
        "[]|The body is not a JSON object.",
        "null|The body is not a JSON object.",
        "{'langauge':'en'}|'langauge' is not one of this request's fields: ",
        "{'participantName':7}|'participantName' is not a string.",
        "{'participantName':{}}|'participantName' is not a string.",
        "{'permissions':'SPEAK'}|'permissions' is not a list with something in it.",
        "{'permissions':[]}|'permissions' is not a list with something in it.",
        "{'permissions':['FLY']}|'permissions' cannot hold 'FLY'.",
        "{'permissions':['speak']}|'permissions' cannot hold 'speak'.",
        "{'permissions':[0]}|'permissions' cannot hold 0.",
        "{'permissions':[null]}|'permissions' cannot hold null."
      })
  void shouldSayInOneSentenceWhatIsWrongWithABody(String body, String sentence) {
    for (String path : List.of(SESSIONS, tickets())) {
      HttpResponse<String> refused = post(path, body);

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(words(refused)).startsWith("INVALID_REQUEST: " + sentence);
    }
  }

  @Test
  void shouldListTheFieldsThatThereAreWhenOneIsNotKnown() {
    assertThat(words(post(SESSIONS, "{'participantId':'p'}")))
        .contains("'participantId' is not one of this request's fields: " + FIELDS + ",");
    assertThat(words(post(tickets(), "{'participant':'p'}")))
        .contains("'participant' is not one of", ": participantId, " + FIELDS + ".");
  }

  @Test
  void shouldQuoteAClientOnlyBriefly() {
    assertThat(words(post(SESSIONS, "{'" + "x".repeat(40_000) + "':1}")))
        .contains("'" + "x".repeat(40) + "…'")
        .hasSizeLessThan(300);
  }

  @Test
  void shouldRefuseNamesOfMoreThanAHundredCharacters() {
    String name = "a".repeat(100);
    assertThat(post(SESSIONS, "{'participantName':'" + name + "'}").statusCode()).isEqualTo(201);
    assertThat(words(post(SESSIONS, "{'participantName':'" + name + "a'}")))
        .contains("'participantName' is too long.");
  }

  @Test
  void shouldNotLetAKnownParticipantAskForOtherPermissions() {
    JsonNode opened = TestClient.open(gateway);
    String path = SESSIONS + "/" + opened.get("sessionId").asText() + "/tickets";
    String id = "'participantId':'" + opened.get("participantId").asText() + "'";

    HttpResponse<String> refused = post(path, "{" + id + ",'permissions':['LISTEN']}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(words(refused)).contains("keeps the permissions with which it joined");
    assertThat(post(path, "{" + id + "}").statusCode()).isEqualTo(201);
    assertThat(words(post(path, "{'participantId':7}")))
        .contains("'participantId' is not a string.");
  }

  @Test
  void shouldAskForTheTokenBeforeItLooksAtTheBody() {
    HttpResponse<String> refused =
        TestClient.send(
            HttpRequest.newBuilder(TestClient.api(gateway, SESSIONS))
                .POST(HttpRequest.BodyPublishers.ofString("{broken"))
                .build());

    assertThat(refused.statusCode()).isEqualTo(401);
  }

  private static String tickets() {
    return SESSIONS + "/" + TestClient.open(gateway).get("sessionId").asText() + "/tickets";
  }

  private static HttpResponse<String> post(String path, String body) {
    return TestClient.post(gateway, path, body.replace('\'', '"'));
  }

  private static HttpResponse<String> declared(String path, String type) {
    HttpRequest.Builder request = TestClient.posting(gateway, path, "{}");
    return TestClient.send(
        type.isEmpty() ? request.build() : request.header("Content-Type", type).build());
  }

  /** Quotes as this test writes them. */
  private static String words(HttpResponse<String> refused) {
    JsonNode error = TestClient.json(refused);
    return (error.get("code").asText()
            + ": "
            + error.get("message").asText()
            + " "
            + error.get("suggestion").asText())
        .replace('"', '\'');
  }
}
