package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.user.ResidencyPolicy;
import org.univoice.gateway.user.User;

/** A gateway in America, and somebody whose data stay in Europe. */
class ResidencyTest extends PersonalGateway {
  private static final String TRANSFER = "CROSS_REGION_TRANSFER";

  @Override
  PersonalStores personal() {
    return PersonalStores.inMemory()
        .withResidency(
            new ResidencyPolicy(
                "us-east-1", Map.of("eu-west-1", URI.create("https://eu.example.com"))));
  }

  @BeforeEach
  void register() {
    stores.users().createIfAbsent(living("ana", "eu-west-1"));
    stores.users().createIfAbsent(living("rui", "us-east-1"));
  }

  @Test
  void shouldKeepNoSessionOfSomebodyWhoLivesElsewhereAndSayWhereToGo() {
    HttpResponse<String> refused = create("ana");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refusal(refused))
        .isEqualTo("FORBIDDEN Your data stay in eu-west-1; this is us-east-1.");
    assertThat(refused.body()).contains("Use https://eu.example.com");
    String graphql =
        "{\"query\":\"mutation { createSession(input: {sourceLanguage: \\\"en\\\"}) { id } }\"}";
    assertThat(send("ana", "POST", "/graphql", graphql.getBytes(), "application/json").body())
        .contains("Your data stay in eu-west-1");
    assertThat(stores.sessions().ofUser("ana", 10, Optional.empty()).items()).isEmpty();
    assertThat(create("rui").statusCode()).isEqualTo(201);
  }

  @Test
  void shouldLetNobodyTalkInASessionWhoseWordsMayNotBeKeptHere() {
    String session = open("rui").get("sessionId").asText();
    String tickets = "/v1/sessions/" + session + "/tickets";

    // Whoever lives here, or nowhere that is known, takes part.
    assertThat(send("bob", "POST", tickets, "{}".getBytes(), "application/json").statusCode())
        .isEqualTo(201);
    assertThat(refusal(send("ana", "POST", tickets, "{}".getBytes(), "application/json")))
        .startsWith("FORBIDDEN Your data stay in eu-west-1");
  }

  /** A guest has no account that says where data stay: the owner's rules hold. */
  @Test
  void shouldLetNoGuestIntoASessionWhoseOwnersWordsMayNotBeKeptHere() {
    consent("ana", TRANSFER, true);
    String session = open("ana").get("sessionId").asText();
    String invite = "/v1/sessions/" + session + "/invitations";
    String invitation =
        TestClient.json(send("ana", "POST", invite, new byte[0], "")).get("invitation").asText();
    String body = "{\"invitation\":\"" + invitation + "\",\"participantName\":\"Bruno\"}";
    assertThat(send("x", "POST", "/v1/guests", body.getBytes(), "application/json").statusCode())
        .isEqualTo(201);
    // As a gateway finds it that holds nobody of the session.
    User moved = stores.users().find("ana").orElseThrow();
    stores.users().update(without(moved));

    assertThat(refusal(send("x", "POST", "/v1/guests", body.getBytes(), "application/json")))
        .isEqualTo("FORBIDDEN What is said in this session may not be kept here.");
    assertThat(send("ana", "POST", invite, new byte[0], "").statusCode()).isEqualTo(403);
  }

  private static User without(User user) {
    return new User(
        user.userId(),
        user.email(),
        user.identityId(),
        user.tenant(),
        user.region(),
        user.roles(),
        user.preferences(),
        user.subscriptionTier(),
        user.quotas(),
        Map.of(),
        user.createdAt(),
        user.lastLoginAt(),
        user.version() + 1);
  }

  @Test
  void shouldServeWhoAgreesToTheTransferUntilTheyTakeThatBack() throws Exception {
    consent("ana", TRANSFER, true);
    JsonNode own = open("ana");
    JsonNode others = open("rui");
    try (TestClient speaking = TestClient.connect(own);
        TestClient joined = TestClient.connect(ticket("ana", id(others)));
        TestClient host = TestClient.connect(others)) {
      host.say(CONFIGURE);
      host.next("session.ready");

      consent("ana", TRANSFER, false);

      assertThat(speaking.next("notice").get("code").asText()).isEqualTo("SESSION_ENDED");
      assertThat(joined.next("notice").get("code").asText()).isEqualTo("SESSION_ENDED");
      eventually("ended", () -> ended(id(own)));
      assertThat(ended(id(others))).isFalse();
      assertThat(create("ana").statusCode()).isEqualTo(403);
    }
  }

  private static String id(JsonNode session) {
    return session.get("sessionId").asText();
  }

  private boolean ended(String session) {
    return stores.sessions().find(session).orElseThrow().endTime().isPresent();
  }

  private HttpResponse<String> create(String name) {
    return send(name, "POST", "/v1/sessions", "{}".getBytes(), "application/json");
  }

  private static User living(String name, String region) {
    return new User(
        name,
        "",
        "",
        "",
        region,
        Set.of(Role.USER),
        Map.of(),
        "free",
        Map.of(),
        Map.of(),
        Instant.EPOCH,
        Optional.empty(),
        1);
  }
}
