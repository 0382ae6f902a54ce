package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.access.RolePermissions;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.SessionRecord.BodyCase;
import org.univoice.internal.v1.TrackEnded;

/** Sessions over REST, as their owners and strangers see them. */
class SessionApiTest {
  private static final String CONFIGURE =
      "{'action':'session.configure','audio':{'format':'pcm16','sampleRate':16000,'channels':1},"
          + "'speaks':'en','hears':'pt'}";

  /** Whoever brings a name is that. */
  private static final Authenticator BY_NAME =
      credentials ->
          Principal.of(credentials.authorization().orElseThrow().substring(7), Role.PREMIUM_USER);

  private final FakeStreamPublisher stream = new FakeStreamPublisher();
  private Gateway gateway;

  @BeforeEach
  void start() {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    gateway =
        Gateway.start(
            config,
            Outside.local(config, stream, Catalogues.englishAndPortuguese(), Clock.systemUTC())
                .withAccess(BY_NAME, entry -> {}));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldKeepWhatTheOwnerChose() {
    glossary("ana", "medicine");
    HttpResponse<String> created =
        send(
            "ana",
            "POST",
            "/v1/sessions",
            "{'sourceLanguage':'en','targetLanguage':'pt-BR','maxSpeakers':3,"
                + "'configuration':{'qualityMode':'speed','maxLatency':1500,"
                + "'customTerminology':'medicine','customVocabulary':['Quilter'],"
                + "'maskProfanity':true,'domain':'Medical','formality':'formal'}}");
    JsonNode session = TestClient.json(created);

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location"))
        .hasValue("/v1/sessions/" + session.get("sessionId").asText());
    assertThat(session.get("ticket").asText()).isNotEmpty();
    JsonNode read = TestClient.json(send("ana", "GET", path(session), null));
    assertThat(read.get("userId").asText()).isEqualTo("ana");
    assertThat(read.get("status").asText()).isEqualTo("ACTIVE");
    assertThat(read.get("targetLanguage").asText()).isEqualTo("pt-BR");
    assertThat(read.get("maxSpeakers").asInt()).isEqualTo(3);
    assertThat(read.get("configuration").toString())
        .isEqualTo(
            "{\"enableRecording\":false,\"enableDiarization\":true,\"maxLatency\":1500,"
                + "\"qualityMode\":\"speed\",\"customTerminology\":\"medicine\","
                + "\"customVocabulary\":[\"Quilter\"],\"maskProfanity\":true,"
                + "\"redactPersonalData\":false,\"domain\":\"medical\",\"formality\":\"formal\"}");
    assertThat(read.has("ticket")).isFalse();
    assertThat(
            TestClient.json(
                    send(
                        "ana",
                        "GET",
                        "/v1/metrics/session/" + session.get("sessionId").asText(),
                        null))
                .at("/metrics/totalSegments")
                .asInt(-1))
        .isZero();
  }

  @Test
  void shouldRefuseAGlossaryThatTheOwnerDoesNotHave() {
    glossary("bob", "medicine");
    String misspelt = "{'configuration':{'customTerminology':'medecine'}}";
    JsonNode session = TestClient.json(send("bob", "POST", "/v1/sessions", "{}"));

    for (HttpResponse<String> refused :
        List.of(
            send("bob", "POST", "/v1/sessions", misspelt),
            send("ana", "POST", "/v1/sessions", misspelt.replace("medecine", "medicine")),
            send("bob", "PATCH", path(session), misspelt))) {
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("There is no glossary", "customTerminology");
    }
    assertThat(
            send("bob", "PATCH", path(session), misspelt.replace("medecine", "medicine"))
                .statusCode())
        .isEqualTo(200);
    assertThat(send("bob", "PATCH", path(session), misspelt.replace("medecine", "")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldRefuseWhatCannotBeServedAndOpenNothing() {
    JsonNode refused =
        TestClient.json(send("ana", "POST", "/v1/sessions", "{'targetLanguage':'xx'}"));

    assertThat(refused.get("code").asText()).isEqualTo("UNSUPPORTED_LANGUAGE");
    assertThat(refused.at("/details/supported").toString()).isEqualTo("[\"en\",\"pt\"]");
    for (String body :
        List.of(
            "{'maxSpeakers':11}",
            "{'maxSpeakers':1.5}",
            "{'maxSpeakers':99999999999}",
            "{'recordingEnabled':'yes'}",
            "{'recordingEnabled':true,'configuration':{'enableRecording':false}}",
            "{'configuration':7}",
            "{'configuration':{'qualityMode':'best'}}",
            "{'configuration':{'maxLatency':1}}",
            "{'configuration':{'colour':1}}",
            "{'sourceLanguage':'no such tag'}")) {
      assertThat(send("ana", "POST", "/v1/sessions", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(TestClient.json(send("ana", "GET", "/v1/sessions", null)).get("sessions")).isEmpty();
  }

  @Test
  void shouldChangeARunningSessionForThoseWhoFollowIt() {
    JsonNode session = create("{'sourceLanguage':'en','targetLanguage':'pt'}");
    String participant = session.get("participantId").asText();
    try (TestClient client = TestClient.connect(session)) {
      client.say(CONFIGURE);
      client.next("session.ready");

      HttpResponse<String> changed =
          send("ana", "PATCH", path(session), "{'targetLanguage':'en','sourceLanguage':'pt-BR'}");

      assertThat(changed.statusCode()).isEqualTo(200);
      assertThat(TestClient.json(changed).get("targetLanguage").asText()).isEqualTo("en");
      var opened = stream.of(participant, BodyCase.OPENED, SessionRecord::getOpened);
      assertThat(opened).hasSize(2);
      assertThat(opened.get(1).getSpeaks()).isEqualTo("pt-BR");
      assertThat(opened.get(1).getHears()).isEqualTo("en");
    }
  }

  @Test
  void shouldNotOverwriteAChangeThatTheSenderHasNotSeen() {
    JsonNode session = create("{}");
    String seen = send("ana", "GET", path(session), null).headers().firstValue("ETag").get();
    assertThat(patch(session, seen, "{'maxSpeakers':2}").statusCode()).isEqualTo(200);

    HttpResponse<String> late = patch(session, seen, "{'maxSpeakers':5}");

    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(TestClient.json(late).get("message").asText()).contains("Somebody else changed");
    JsonNode now = TestClient.json(send("ana", "GET", path(session), null));
    assertThat(now.get("maxSpeakers").asInt()).isEqualTo(2);
    assertThat(patch(session, "nonsense", "{'maxSpeakers':5}").statusCode()).isEqualTo(400);
    assertThat(patch(session, "*", "{'maxSpeakers':5}").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldEndASessionForEverybodyWithASummary() {
    JsonNode session = create("{'sourceLanguage':'en','targetLanguage':'pt'}");
    try (TestClient client = TestClient.connect(session)) {
      client.say(CONFIGURE);
      client.next("session.ready");

      HttpResponse<String> ended = send("ana", "DELETE", path(session), null);

      assertThat(ended.statusCode()).isEqualTo(200);
      JsonNode summary = TestClient.json(ended);
      assertThat(summary.get("duration").asLong()).isNotNegative();
      assertThat(summary.get("languages").toString()).isEqualTo("[\"en\",\"pt\"]");
      assertThat(summary.has("metrics")).isTrue();
      assertThat(client.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(4002);
      assertThat(
              stream
                  .of(
                      session.get("participantId").asText(),
                      BodyCase.ENDED,
                      SessionRecord::getEnded)
                  .get(0)
                  .getReason())
          .isEqualTo(TrackEnded.Reason.REASON_SESSION_ENDED);
      assertThat(TestClient.json(send("ana", "GET", path(session), null)).get("status").asText())
          .isEqualTo("ENDED");
      assertThat(TestClient.json(send("ana", "DELETE", path(session), null))).isEqualTo(summary);
      assertThat(send("ana", "PATCH", path(session), "{'maxSpeakers':2}").statusCode())
          .isEqualTo(409);
      assertThat(send("ana", "POST", path(session) + "/tickets", "{}").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void shouldListOnesOwnSessionsPageByPage() {
    for (int i = 0; i < 5; i++) {
      create("{}");
    }
    send("bruno", "POST", "/v1/sessions", "{}");

    JsonNode first = TestClient.json(send("ana", "GET", "/v1/sessions?limit=3", null));
    JsonNode rest =
        TestClient.json(
            send(
                "ana",
                "GET",
                "/v1/sessions?limit=3&nextToken=" + first.get("nextToken").asText(),
                null));

    assertThat(first.get("sessions")).hasSize(3);
    assertThat(rest.get("sessions")).hasSize(2);
    assertThat(rest.has("nextToken")).isFalse();
  }

  @Test
  void shouldKeepStrangersOut() {
    JsonNode session = create("{}");

    for (String method : List.of("GET", "PATCH", "DELETE")) {
      String body = method.equals("PATCH") ? "{'maxSpeakers':1}" : null;
      HttpResponse<String> none = send("eve", method, "/v1/sessions/none", body);
      HttpResponse<String> anas = send("eve", method, path(session), body);
      assertThat(anas.statusCode()).isEqualTo(none.statusCode()).isEqualTo(404);
      assertThat(TestClient.json(anas).get("message"))
          .isEqualTo(TestClient.json(none).get("message"));
      assertThat(TestClient.json(anas).get("suggestion"))
          .isEqualTo(TestClient.json(none).get("suggestion"));
    }
  }

  @Test
  void shouldTellWhoAsksWhoTheyAre() {
    JsonNode me = TestClient.json(send("ana", "GET", "/v1/users/me", null));

    assertThat(me.get("userId").asText()).isEqualTo("ana");
    assertThat(me.get("roles").toString()).isEqualTo("[\"PREMIUM_USER\"]");
    assertThat(me.get("permissions"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(new TreeSet<>(RolePermissions.of(Set.of(Role.PREMIUM_USER))));
  }

  @Test
  void shouldBeDownWhileTheStreamTakesNothing() {
    assertThat(TestClient.get(gateway, "/v1/health").body())
        .isEqualTo(
            "{\"status\":\"UP\",\"checks\":{\"catalogue\":\"UP\",\"publisher\":\"UP\","
                + "\"sessions\":\"UP\",\"store\":\"UP\"}}");
    stream.fill();
    HttpResponse<String> down = TestClient.get(gateway, "/v1/health");
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(TestClient.json(down).at("/checks/publisher").asText()).isEqualTo("DOWN");
  }

  private JsonNode create(String body) {
    HttpResponse<String> created = send("ana", "POST", "/v1/sessions", body);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return TestClient.json(created);
  }

  private static String path(JsonNode session) {
    return "/v1/sessions/" + session.get("sessionId").asText();
  }

  private HttpResponse<String> patch(JsonNode session, String revision, String body) {
    return TestClient.send(
        request("ana", "PATCH", path(session), body).header("If-Match", revision).build());
  }

  private void glossary(String who, String name) {
    HttpRequest put =
        HttpRequest.newBuilder(TestClient.api(gateway, "/v1/glossaries/" + name))
            .header("Authorization", "Bearer " + who)
            .header("Content-Type", "text/csv")
            .PUT(BodyPublishers.ofString("heart,coração,en-pt"))
            .build();
    assertThat(TestClient.send(put).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> send(String who, String method, String path, String body) {
    return TestClient.send(request(who, method, path, body).build());
  }

  private HttpRequest.Builder request(String who, String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(TestClient.api(gateway, path))
            .header("Authorization", "Bearer " + who)
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body.replace('\'', '"')));
    return body == null ? request : request.header("Content-Type", "application/json");
  }
}
