package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.guest.GuestPass;
import org.univoice.gateway.access.guest.GuestTokens;
import org.univoice.gateway.access.guest.Guests;
import org.univoice.gateway.access.guest.Invitation;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.voice.FakeVoiceprints;
import org.univoice.internal.v1.Caption;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.Segment;
import org.univoice.internal.v1.Translation;

/** People without an account, over the real listeners. */
class GuestTest extends PersonalGateway {
  private static final String ANA = "ana";
  private static final String JSON = "application/json";
  private final PersonalStores kept =
      PersonalStores.inMemory().withVoiceprints(new FakeVoiceprints());

  @Override
  PersonalStores personal() {
    return kept;
  }

  @Test
  void shouldLetAGuestInWhoTalksAndReadsWhatWasSaid() {
    JsonNode session = named(ANA, "Ana");
    String id = session.get("sessionId").asText();
    JsonNode invited = TestClient.json(invite(ANA, id));
    assertThat(invited.get("invitation").asText()).startsWith("uvi_");
    assertThat(invited.get("sessionId").asText()).isEqualTo(id);
    long day = 24 * 60 * 60 * 1_000L;
    assertThat(invited.get("expiresAt").asLong() - System.currentTimeMillis())
        .isBetween(day - 60_000, day);

    HttpResponse<String> answer = join(invited.get("invitation").asText(), " Bruno ");

    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode guest = TestClient.json(answer);
    assertThat(guest.get("sourceLanguage").asText()).isEqualTo("en-US");
    assertThat(guest.get("targetLanguage").asText()).isEqualTo("pt-BR");
    String bruno = guest.get("participantId").asText();
    String ana = session.get("participantId").asText();
    String token = guest.get("guestToken").asText();
    assertThat(token).startsWith("uvg_");
    try (TestClient owner = TestClient.connect(session);
        TestClient client = TestClient.connect(guest);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      owner.say(CONFIGURE);
      client.say(CONFIGURE);
      owner.next("session.ready");
      client.next("session.ready");
      job.deliver(said(id, ana, "S1"), said(id, bruno, "S2"));
      String path = "/v1/sessions/" + id + "/transcript";
      eventually("named", () -> TestClient.json(get(token, path)).get("participants").size() == 2);
      eventually("kept", () -> TestClient.json(get(token, path)).get("segments").size() == 2);
      JsonNode transcript = TestClient.json(get(token, path));
      for (JsonNode one : transcript.get("segments")) {
        String name = one.get("participant").asText().equals(bruno) ? "Bruno" : "Ana";
        assertThat(one.get("name").asText()).isEqualTo(name);
      }
      assertThat(get(ANA, path + "?format=txt").body())
          .contains("] Ana: hello\n", "] Bruno: hello\n");
    }
  }

  @Test
  void shouldGiveAGuestTicketsForItselfAlone() {
    JsonNode session = open(ANA);
    String tickets = "/v1/sessions/" + session.get("sessionId").asText() + "/tickets";
    JsonNode guest = guest(session, "Bruno");
    String token = guest.get("guestToken").asText();
    String self = guest.get("participantId").asText();

    HttpResponse<String> again = post(token, tickets, "{'participantId':'" + self + "'}");

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(TestClient.json(again).get("participantId").asText()).isEqualTo(self);
    String owner = session.get("participantId").asText();
    String other = guest(session, "Rui").get("participantId").asText();
    for (String body :
        new String[] {
          "{}",
          "{'participantName':'Another'}",
          "{'participantId':'" + owner + "'}",
          "{'participantId':'" + other + "'}"
        }) {
      assertThat(post(token, tickets, body).statusCode()).as(body).isEqualTo(403);
    }
    String elsewhere = "/v1/sessions/" + open(ANA).get("sessionId").asText();
    String body = "{'participantId':'" + self + "'}";
    assertThat(post(token, elsewhere + "/tickets", body).statusCode()).isEqualTo(404);
    assertThat(get(token, elsewhere).statusCode()).isEqualTo(404);
    assertThat(get(token, elsewhere + "/transcript").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldShowAGuestNothingMoreByGraphqlAndMakeNoAccount() {
    JsonNode session = open(ANA);
    String id = session.get("sessionId").asText();
    String token = guest(session, "Bruno").get("guestToken").asText();

    String own = graphql(token, "{ getSession(id: \\\"" + id + "\\\") { id } }");
    assertThat(own).contains(id);
    String another = open(ANA).get("sessionId").asText();
    for (String query :
        new String[] {
          "{ getSession(id: \\\"" + another + "\\\") { id } }",
          "{ listSessions(userId: \\\"" + ANA + "\\\") { nextToken } }",
          "mutation { createSession(input: {}) { id } }",
          "mutation { endSession(id: \\\"" + id + "\\\") { id } }",
          "mutation { updateSession(id: \\\"" + id + "\\\", input: {maxSpeakers: 3}) { id } }"
        }) {
      assertThat(graphql(token, query)).as(query).contains("\"errors\"").doesNotContain(another);
    }
    String self = Guests.userId(guest(session, "Rui").get("participantId").asText());
    assertThat(stores.users().find(self)).isEmpty();
    assertThat(get(ANA, "/v1/sessions/" + id).body()).contains("ACTIVE");
  }

  @Test
  void shouldRefuseEveryInvitationThatIsNoneWithOneSentence() {
    String id = open(ANA).get("sessionId").asText();
    String genuine = TestClient.json(invite(ANA, id)).get("invitation").asText();
    GuestTokens tokens = new GuestTokens(guests);
    Instant now = Instant.now();
    String[] none = {
      "",
      "uvi_",
      genuine.substring(0, genuine.length() - 1),
      tokens.write(new Invitation(id, now)),
      tokens.write(new GuestPass(id, "p", now.plusSeconds(60))),
      new GuestTokens(org.univoice.gateway.access.guest.GuestKey.random())
          .write(new Invitation(id, now.plusSeconds(60)))
    };
    for (String one : none) {
      HttpResponse<String> refused = join(one, "Bruno");
      assertThat(refused.statusCode()).as(one).isEqualTo(401);
      assertThat(refusal(refused)).isEqualTo("UNAUTHORIZED The invitation is damaged or expired.");
    }
    assertThat(audit)
        .filteredOn(entry -> entry.action().equals("JOIN"))
        .hasSize(none.length)
        .allMatch(entry -> entry.result() == AuditEntry.Result.FAILURE && entry.userId().isEmpty());
    assertThat(get(genuine, "/v1/sessions").statusCode()).isNotEqualTo(401);
    assertThat(get("uvg_" + genuine.substring(4), "/v1/sessions").statusCode()).isEqualTo(401);
    assertThat(get(tokens.write(new GuestPass(id, "p", now)), "/v1/sessions").statusCode())
        .isEqualTo(401);
  }

  @Test
  void shouldRefuseWhoHasNoNameOrTooLongOne() {
    String id = open(ANA).get("sessionId").asText();
    String genuine = TestClient.json(invite(ANA, id)).get("invitation").asText();

    for (String name : new String[] {"", "  ", "x".repeat(101)}) {
      HttpResponse<String> refused = join(genuine, name);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("INVALID_REQUEST", "participantName");
    }
    assertThat(post("", "/v1/guests", "{'invitation':'" + genuine + "'}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void shouldRefuseGuestsOfASessionThatIsOverOrFull() {
    String id = open(ANA).get("sessionId").asText();
    String genuine = TestClient.json(invite(ANA, id)).get("invitation").asText();
    HttpResponse<String> last = null;
    for (int i = 1; i <= SessionLimits.DEFAULT.participantsPerSession(); i++) {
      last = join(genuine, "Guest " + i);
    }
    assertThat(refusal(last)).startsWith("QUOTA_EXCEEDED");

    send(ANA, "DELETE", "/v1/sessions/" + id, new byte[0], "");

    HttpResponse<String> over = join(genuine, "Bruno");
    assertThat(over.statusCode()).isEqualTo(404);
    assertThat(refusal(over))
        .isEqualTo("RESOURCE_NOT_FOUND The session of this invitation is over.");
    assertThat(invite(ANA, id).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldLetNobodyInviteButWhoMayChangeTheSession() {
    JsonNode session = open(ANA);
    String id = session.get("sessionId").asText();
    ticket("bob", id);

    assertThat(invite("bob", id).statusCode()).isEqualTo(403);
    assertThat(invite("eve", id).statusCode()).isEqualTo(404);
    assertThat(invite(guest(session, "Bruno").get("guestToken").asText(), id).statusCode())
        .isEqualTo(403);
    assertThat(invite(ANA, "unknown").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldWriteDownWhoWasLetInWithoutTheName() {
    JsonNode session = open(ANA);

    JsonNode guest = guest(session, "Bruno");

    assertThat(audit)
        .filteredOn(entry -> entry.action().equals("JOIN"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.userId()).isEqualTo("guest:" + guest.get("participantId").asText());
              assertThat(entry.resourceId()).isEqualTo(session.get("sessionId").asText());
            });
    assertThat(audit.toString()).doesNotContain("Bruno").doesNotContain("uvi_");
  }

  @Test
  void shouldNameWhoSpeaksToWhoSubscribes() throws Exception {
    JsonNode session = open(ANA);
    String id = session.get("sessionId").asText();
    JsonNode guest = guest(session, "Bruno");
    String bruno = guest.get("participantId").asText();
    eventually("named", () -> stores.sessions().find(id).orElseThrow().names().containsKey(bruno));
    GraphqlSubscriber socket = new GraphqlSubscriber(gateway);
    String token = "Bearer " + guest.get("guestToken").asText();
    socket.say(Map.of("type", "connection_init", "payload", Map.of("authorization", token)));
    assertThat(socket.next().get("type").asText()).isEqualTo("connection_ack");
    socket.subscribe(
        "s", "subscription { onTranslationSegment(sessionId: \"" + id + "\") { name } }");
    socket.say(Map.of("type", "ping"));
    assertThat(socket.next().get("type").asText()).isEqualTo("pong");

    try (TestJob job = new TestJob(gateway.deliveryAddress())) {
      job.deliver(
          TestJob.to(id, session.get("participantId").asText(), 1, "t")
              .setTranslation(
                  Translation.newBuilder()
                      .setSegment(
                          Segment.newBuilder()
                              .setId(bruno + ":0")
                              .setSpeaker("S1")
                              .setTrackId(bruno))
                      .setSourceLanguage("en")
                      .setLanguage("pt")
                      .setText("olá")));

      assertThat(socket.next().at("/payload/data/onTranslationSegment/name").asText())
          .isEqualTo("Bruno");
    }
  }

  /** The gateways of a deployment share stores and key. */
  @Test
  void shouldKnowGuestsAndNamesAtEveryGatewayAndAfterTheEnd() throws Exception {
    JsonNode session = named(ANA, "Ana");
    String id = session.get("sessionId").asText();
    JsonNode guest = guest(session, "Bruno");
    String token = guest.get("guestToken").asText();
    String path = "/v1/sessions/" + id + "/transcript";
    try (TestClient client = TestClient.connect(guest);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      client.say(CONFIGURE);
      client.next("session.ready");
      job.deliver(said(id, guest.get("participantId").asText(), "S1"));
      eventually("kept", () -> stores.segments().ofSession(id).size() == 1);
    }
    send(ANA, "DELETE", "/v1/sessions/" + id, new byte[0], "");
    eventually("ended", () -> stores.sessions().find(id).orElseThrow().endTime().isPresent());
    Gateway former = gateway;
    gateway = another();
    former.close();

    assertThat(get(token, path).statusCode()).isEqualTo(200);
    assertThat(TestClient.json(get(ANA, path)).get("participants"))
        .extracting(one -> one.get("name").asText())
        .containsExactly("Ana", "Bruno");
    assertThat(get(ANA, path + "?format=vtt").body()).contains("<v Bruno>hello\n");
    assertThat(get(ANA, path + "?format=srt").body()).contains("Bruno: hello\n");
  }

  @Test
  void shouldTellTheOthersAndKeepAnotherNameThatSomebodyTakes() {
    JsonNode session = named(ANA, "Ana");
    String id = session.get("sessionId").asText();
    JsonNode guest = guest(session, "Bruno");
    String bruno = guest.get("participantId").asText();
    String token = guest.get("guestToken").asText();
    String transcript = "/v1/sessions/" + id + "/transcript";
    try (TestClient owner = TestClient.connect(session);
        TestClient client = TestClient.connect(guest);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      owner.say(CONFIGURE);
      owner.next("session.ready");
      client.say(CONFIGURE);
      client.next("session.ready");
      job.deliver(said(id, bruno, "S1"));
      eventually("kept", () -> stores.segments().ofSession(id).size() == 1);

      HttpResponse<String> renamed = rename(token, id, bruno, " Bruno Reis ");

      assertThat(renamed.statusCode()).isEqualTo(200);
      assertThat(TestClient.json(renamed).get("participantName").asText()).isEqualTo("Bruno Reis");
      assertThat(namesIn(owner.next("session.status"))).contains("Ana", "Bruno Reis");
      assertThat(namesIn(client.next("session.status"))).contains("Ana", "Bruno Reis");
      // A place in it is its owner's to give, and so is its name.
      assertThat(rename(ANA, id, bruno, "Bru").statusCode()).isEqualTo(200);
      assertThat(namesIn(owner.next("session.status"))).contains("Ana", "Bru");
      eventually(
          "kept", () -> get(ANA, transcript + "?format=vtt").body().contains("<v Bru>hello\n"));
    }
    assertThat(TestClient.json(get(ANA, transcript)).get("participants"))
        .extracting(one -> one.get("name").asText())
        .containsExactly("Ana", "Bru");
  }

  @Test
  void shouldLetNobodyTakeAnotherNameForSomebodyElse() {
    JsonNode session = named(ANA, "Ana");
    String id = session.get("sessionId").asText();
    String ana = session.get("participantId").asText();
    JsonNode guest = guest(session, "Bruno");
    String bruno = guest.get("participantId").asText();
    String token = guest.get("guestToken").asText();

    assertThat(rename(token, id, ana, "X").statusCode()).isEqualTo(403);
    assertThat(rename("eva", id, bruno, "X").statusCode()).isEqualTo(403);
    assertThat(rename(token, open(ANA).get("sessionId").asText(), bruno, "X").statusCode())
        .isEqualTo(404);
    assertThat(rename(ANA, id, "nobody", "X").statusCode()).isEqualTo(404);
    HttpResponse<String> nameless = rename(token, id, bruno, "  ");
    assertThat(nameless.statusCode()).isEqualTo(400);
    assertThat(TestClient.json(nameless).at("/details/field").asText())
        .isEqualTo("participantName");
    assertThat(rename(token, id, bruno, "x".repeat(101)).statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> rename(String user, String session, String who, String name) {
    String body = "{'participantName':'" + name + "'}";
    String path = "/v1/sessions/" + session + "/participants/" + who;
    return send(user, "PATCH", path, body.replace('\'', '"').getBytes(), JSON);
  }

  private static List<String> namesIn(JsonNode status) {
    return status.get("participants").findValuesAsText("name");
  }

  @Test
  void shouldLeaveNothingOfGuestsWhenTheOwnerIsErased() {
    JsonNode session = open(ANA);
    String id = session.get("sessionId").asText();
    JsonNode guest = guest(session, "Bruno");
    String token = guest.get("guestToken").asText();
    String bruno = guest.get("participantId").asText();
    try (TestJob job = new TestJob(gateway.deliveryAddress())) {
      job.deliver(said(id, bruno, "S1"));
      eventually("kept", () -> stores.segments().ofSession(id).size() == 1);
      eventually(
          "named",
          () -> stores.sessions().find(id).orElseThrow().names().equals(Map.of(bruno, "Bruno")));

      send(ANA, "DELETE", "/v1/users/me", new byte[0], "");

      eventually("forgotten", () -> get(token, "/v1/sessions/" + id).statusCode() == 401);
    }
    assertThat(stores.segments().ofSession(id)).isEmpty();
    assertThat(kept.participations().ofUser(Guests.userId(bruno))).isEmpty();
  }

  @Test
  void shouldForgetTheNameOfWhoIsErasedInSessionsOfOthers() {
    String id = named(ANA, "Ana").get("sessionId").asText();
    String path = "/v1/sessions/" + id + "/tickets";
    String bob =
        TestClient.json(post("bob", path, "{'participantName':'Bob'}"))
            .get("participantId")
            .asText();
    eventually("named", () -> stores.sessions().find(id).orElseThrow().names().containsKey(bob));

    send("bob", "DELETE", "/v1/users/me", new byte[0], "");

    eventually(
        "forgotten",
        () ->
            TestClient.json(get("bob", "/v1/users/me/erasure"))
                .path("status")
                .asText()
                .equals("COMPLETE"));
    // Whoever holds the session writes it anew.
    join(TestClient.json(invite(ANA, id)).get("invitation").asText(), "Cara");
    eventually(
        "written anew",
        () -> stores.sessions().find(id).orElseThrow().names().containsValue("Cara"));
    assertThat(stores.sessions().find(id).orElseThrow().names())
        .hasSize(2)
        .containsValue("Ana")
        .doesNotContainKey(bob);
  }

  private JsonNode named(String user, String name) {
    return TestClient.json(
        post(
            user,
            "/v1/sessions",
            "{'participantName':'"
                + name
                + "','sourceLanguage':'en-US','targetLanguage':'pt-BR'}"));
  }

  private JsonNode guest(JsonNode session, String name) {
    JsonNode invited = TestClient.json(invite(ANA, session.get("sessionId").asText()));
    return TestClient.json(join(invited.get("invitation").asText(), name));
  }

  private HttpResponse<String> invite(String user, String session) {
    return send(user, "POST", "/v1/sessions/" + session + "/invitations", new byte[0], "");
  }

  /** Of nobody, as a page of the gateway's own would. */
  private HttpResponse<String> join(String invitation, String name) {
    String body = "{'invitation':'" + invitation + "','participantName':'" + name + "'}";
    return TestClient.send(
        HttpRequest.newBuilder(TestClient.api(gateway, "/v1/guests"))
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString(body.replace('\'', '"')))
            .build());
  }

  private HttpResponse<String> post(String user, String path, String body) {
    return send(user, "POST", path, body.replace('\'', '"').getBytes(), JSON);
  }

  private String graphql(String token, String query) {
    return post(token, "/graphql", "{'query':'" + query + "'}").body();
  }

  private static Delivery.Builder said(String session, String participant, String speaker) {
    return TestJob.to(session, participant, 1, "c-" + participant)
        .setCaption(
            Caption.newBuilder()
                .setSegment(
                    Segment.newBuilder()
                        .setId(participant + ":0")
                        .setSpeaker(speaker)
                        .setTrackId(participant)
                        .setEndMs(450))
                .setFinal(true)
                .setLanguage("en")
                .setText("hello")
                .setConfidence(0.9f));
  }
}
