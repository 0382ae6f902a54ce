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
