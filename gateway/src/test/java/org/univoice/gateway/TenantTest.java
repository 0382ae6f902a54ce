package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.gateway.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;

/** Sessions of several customers at one gateway, while they run and when they are over. */
class TenantTest {
  private final Stores stores = Stores.inMemory();
  private Gateway gateway;

  @BeforeEach
  void start() {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    gateway =
        Gateway.start(
            config,
            Outside.local(
                    config,
                    new FakeStreamPublisher(),
                    Catalogues.englishAndPortuguese(),
                    Clock.systemUTC())
                .withStores(stores)
                .withAccess(credentials -> named(credentials.bearer().orElseThrow()), e -> {}));
  }

  /** As in "user ana clinic". */
  private static Principal named(String token) {
    String[] words = token.split(" ");
    Role role = words[0].equals("admin") ? Role.ADMIN : Role.PREMIUM_USER;
    return Principal.of(words[1], words.length < 3 ? "" : words[2], Set.of(role));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldLetPeopleOfOneTenantTakePartInEachOthersSessionsAndNobodyElse() {
    String tickets = "/v1/sessions/" + opened("user ana clinic") + "/tickets";

    assertThat(ask("user rui clinic", "POST", tickets)).isEqualTo(201);
    assertThat(ask("user eva bank", "POST", tickets)).isEqualTo(404);
    assertThat(ask("user bob", "POST", tickets)).isEqualTo(404);
    String untenanted = "/v1/sessions/" + opened("user bob") + "/tickets";
    assertThat(ask("user tom", "POST", untenanted)).isEqualTo(201);
    assertThat(ask("user ana clinic", "POST", untenanted)).isEqualTo(404);
  }

  @Test
  void shouldRecordARunningSessionForItsOwnerInItsOwnTenantOnly() {
    String recording = "/v1/recordings/" + opened("user ana clinic");

    assertThat(ask("user ana bank", "POST", recording)).isEqualTo(404);
    assertThat(ask("user ana clinic", "POST", recording)).isEqualTo(202);
  }

  @Test
  void shouldShowASessionToAdministratorsOfItsTenantOnlyWhileItRunsAndAfterwards() {
    String id = opened("user ana clinic");
    String session = "/v1/sessions/" + id;
    for (boolean over : new boolean[] {false, true}) {
      if (over) {
        assertThat(ask("admin ada clinic", "DELETE", session)).isEqualTo(200);
        eventually("ended", () -> stores.sessions().find(id).orElseThrow().endTime().isPresent());
      }
      assertThat(ask("admin ada clinic", "GET", session)).isEqualTo(200);
      assertThat(ask("admin max bank", "GET", session)).isEqualTo(404);
      assertThat(ask("admin root", "GET", session)).isEqualTo(404);
      assertThat(mayList("admin ada clinic")).isTrue();
      assertThat(mayList("admin max bank")).isFalse();
      assertThat(mayList("admin root")).isFalse();
      assertThat(ask("user ana clinic", "GET", session + "/transcript")).isEqualTo(200);
      assertThat(ask("user ana bank", "GET", session + "/transcript")).isEqualTo(404);
    }
  }

  @Test
  void shouldShowASessionToWhomTookPartWhoMayChangeNothing() {
    String session = "/v1/sessions/" + opened("user ana clinic");
    assertThat(ask("user rui clinic", "GET", session)).isEqualTo(404);

    ask("user rui clinic", "POST", session + "/tickets");

    assertThat(ask("user rui clinic", "GET", session)).isEqualTo(200);
    assertThat(ask("user rui clinic", "GET", session + "/transcript")).isEqualTo(200);
    assertThat(ask("user rui clinic", "DELETE", session)).isIn(403, 404);
    assertThat(ask("user eva clinic", "GET", session)).isEqualTo(404);
    assertThat(ask("user eva clinic", "GET", session + "/transcript")).isEqualTo(404);
  }

  @Test
  void shouldLetGuestsOfATenantIntoTheSessionOfTheirInvitationAlone() {
    String id = opened("user ana clinic");
    String session = "/v1/sessions/" + id;
    JsonNode invited =
        TestClient.json(send("user ana clinic", "POST", session + "/invitations", "{}"));
    String body =
        "{\"invitation\":\""
            + invited.get("invitation").asText()
            + "\",\"participantName\":\"Bruno\"}";
    JsonNode guest = TestClient.json(send("x", "POST", "/v1/guests", body));
    String token = guest.get("guestToken").asText();
    String self = "{\"participantId\":\"" + guest.get("participantId").asText() + "\"}";

    assertThat(ask(token, "GET", session)).isEqualTo(200);
    assertThat(ask(token, "GET", session + "/transcript")).isEqualTo(200);
    assertThat(send(token, "POST", session + "/tickets", self).statusCode()).isEqualTo(201);
    for (String other : new String[] {opened("user ana clinic"), opened("user bob")}) {
      assertThat(ask(token, "GET", "/v1/sessions/" + other)).isEqualTo(404);
      assertThat(send(token, "POST", "/v1/sessions/" + other + "/tickets", self).statusCode())
          .isEqualTo(404);
    }
    assertThat(ask("user eva bank", "POST", session + "/invitations")).isEqualTo(404);
    assertThat(ask("admin ada clinic", "POST", session + "/invitations")).isEqualTo(403);
  }

  private String opened(String who) {
    JsonNode answer = TestClient.json(send(who, "POST", "/v1/sessions", "{}"));
    return answer.get("sessionId").asText();
  }

  /** The sessions of Ana. */
  private boolean mayList(String who) {
    String query = "{\"query\":\"{ listSessions(userId: \\\"ana\\\") { items { id } } }\"}";
    return !send(who, "POST", "/graphql", query).body().contains("FORBIDDEN");
  }

  private int ask(String who, String method, String path) {
    return send(who, method, path, method.equals("POST") ? "{}" : "").statusCode();
  }

  private HttpResponse<String> send(String who, String method, String path, String body) {
    return TestClient.send(
        HttpRequest.newBuilder(TestClient.api(gateway, path))
            .header("Authorization", "Bearer " + who)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
