package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.graphql.GraphqlConfig;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.voice.VoiceCharacteristics;
import org.univoice.gateway.voice.VoiceProfile;

/** Who may ask what over GraphQL. */
class GraphqlRightsTest {
  private static final Map<String, Principal> PEOPLE =
      Map.of(
          "ana", Principal.of("ana", Role.USER),
          "bob", Principal.of("bob", Role.USER),
          "admin", Principal.of("root", Role.ADMIN),
          "key",
              new Principal(
                  "ana", "", Set.of(Role.USER), Set.of("sessions:read:own"), Optional.of("a key")));

  private final List<AuditEntry> audit = new CopyOnWriteArrayList<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final Stores stores = Stores.inMemory();
  private Gateway gateway;

  @BeforeEach
  void start() {
    GatewayConfig config =
        GatewayConfig.local()
            .onFreePorts()
            .withGraphql(GraphqlConfig.DEFAULT.withProofEvery(Duration.ofMillis(100)));
    Authenticator byName =
        credentials -> {
          String name = credentials.apiKey().orElseGet(() -> credentials.bearer().orElseThrow());
          if (revoked.contains(name)) {
            throw new RefusedException(ErrorCode.UNAUTHORIZED, "Revoked.", "Make another.");
          }
          return PEOPLE.get(name);
        };
    gateway =
        Gateway.start(
            config,
            Outside.local(
                    config,
                    new FakeStreamPublisher(),
                    Catalogues.englishAndPortuguese(),
                    Clock.systemUTC())
                .withStores(stores)
                .withAccess(byName, audit::add));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldLetNobodyHearASessionWhoMayNotReadItsTranscript() throws Exception {
    String session =
        ask("ana", "mutation { createSession(input: {}) { id } }")
            .at("/data/createSession/id")
            .asText();
    for (String name : List.of("admin", "key")) {
      GraphqlSubscriber socket = new GraphqlSubscriber(gateway);
      socket.begin(Map.of("authorization", "Bearer " + name));
      assertThat(ask(name, "{ getSession(id: \"" + session + "\") { id } }").has("errors"))
          .isFalse();
      socket.subscribe(
          "s",
          "subscription { onTranslationSegment(sessionId: \"" + session + "\") { sourceText } }");
      socket.say(Map.of("type", "ping"));
      assertThat(socket.next().at("/payload/errors/0/extensions/code").asText())
          .as(name)
          .isIn("FORBIDDEN", "RESOURCE_NOT_FOUND");
    }
    assertThat(audit)
        .filteredOn(entry -> entry.resource().equals("transcripts"))
        .extracting(AuditEntry::result)
        .containsOnly(AuditEntry.Result.FAILURE)
        .hasSize(2);
  }

  @Test
  void shouldSayTheSameOfAProfileThatIsSomebodyElsesAsOfNone() throws Exception {
    stores.voices().put(profile("p-1", "ana"), List.of());

    JsonNode own = ask("ana", "{ getVoiceProfile(id: \"p-1\") { id } }");
    JsonNode foreign = ask("bob", "{ getVoiceProfile(id: \"p-1\") { id } }");
    JsonNode none = ask("bob", "{ getVoiceProfile(id: \"none\") { id } }");

    assertThat(own.at("/data/getVoiceProfile/id").asText()).isEqualTo("p-1");
    assertThat(none.at("/errors/0/message")).isEqualTo(foreign.at("/errors/0/message"));
    assertThat(none.at("/errors/0/extensions/code").asText()).isEqualTo("RESOURCE_NOT_FOUND");
    assertThat(audit).anyMatch(entry -> entry.resourceId().equals("none"));
  }

  @Test
  void shouldCloseAConnectionWhoseProofDoesNotHoldAnyMore() throws Exception {
    String session =
        ask("ana", "mutation { createSession(input: {}) { id } }")
            .at("/data/createSession/id")
            .asText();
    GraphqlSubscriber socket = new GraphqlSubscriber(gateway);
    socket.begin(Map.of("authorization", "Bearer ana"));
    socket.subscribe(
        "u", "subscription { onSessionUpdate(sessionId: \"" + session + "\") { id } }");
    assertThat(socket.next().get("type").asText()).isEqualTo("next");
    Thread.sleep(500);
    assertThat(socket.closed).isNotDone();

    revoked.add("ana");

    assertThat(socket.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4401);
  }

  @Test
  void shouldSubscribeNobodyToASessionThatHasEnded() throws Exception {
    String session =
        ask("ana", "mutation { createSession(input: {}) { id } }")
            .at("/data/createSession/id")
            .asText();
    ask("ana", "mutation { endSession(id: \"" + session + "\") { id } }");
    GraphqlSubscriber socket = new GraphqlSubscriber(gateway);
    socket.begin(Map.of("authorization", "Bearer ana"));
    for (String field : List.of("onSessionUpdate", "onTranslationSegment")) {
      socket.subscribe(
          field, "subscription { " + field + "(sessionId: \"" + session + "\") { __typename } }");
      assertThat(socket.next().at("/payload/errors/0/message").asText()).contains("has ended");
      assertThat(socket.next().get("type").asText()).isEqualTo("complete");
    }
  }

  private static VoiceProfile profile(String id, String user) {
    VoiceCharacteristics voice =
        new VoiceCharacteristics(120, 10, 140, -20, 1_800, Optional.empty(), List.of(0f), 0.1);
    Instant made = Instant.parse("2026-01-01T00:00:00Z");
    return new VoiceProfile(id, user, List.of(1f), "ge2e-1", voice, made, made, 1, 0.9, "en-US", 1);
  }

  private JsonNode ask(String name, String query) throws Exception {
    return TestClient.json(
        TestClient.send(
            HttpRequest.newBuilder(TestClient.api(gateway, "/graphql"))
                .header("Authorization", "Bearer " + name)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        new ObjectMapper().writeValueAsString(Map.of("query", query))))
                .build()));
  }
}
