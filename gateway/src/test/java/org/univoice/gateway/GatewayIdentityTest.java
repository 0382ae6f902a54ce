package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.gateway.access.ApiTokenAuthenticator;
import org.univoice.gateway.access.FakeSignIn;
import org.univoice.gateway.access.PasswordSignIn;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.access.ServiceConditions;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.user.User;

/** Signing in and API keys, over real sockets. */
class GatewayIdentityTest {
  private static final String LOGIN =
      "{'username':'" + FakeSignIn.USER + "','password':'" + FakeSignIn.PASSWORD + "'}";

  private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();
  private final Stores stores = Stores.inMemory();
  private final FakeSignIn provider = new FakeSignIn();
  private Gateway gateway;

  @BeforeEach
  void start() {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    Identities identities =
        new Identities(
            List.of(accounts -> new ApiTokenAuthenticator(config.apiToken())),
            Optional.of(new PasswordSignIn(provider, provider)),
            ServiceConditions.NONE,
            "eu-west-1");
    gateway =
        Gateway.start(
            config,
            Outside.local(
                    config,
                    new FakeStreamPublisher(),
                    Catalogues.englishAndPortuguese(),
                    Clock.systemUTC())
                .withStores(stores)
                .withAccess(identities, entries::add));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldSignInWithASecondFactorAndMakeAnAccount() {
    JsonNode challenge = TestClient.json(post("/v1/auth/token", LOGIN));
    assertThat(challenge.get("challenge").asText()).isEqualTo("SMS_MFA");
    assertThat(challenge.get("parameters").get("destination").asText()).isEqualTo("+*******9");
    assertThat(stores.users().find("0f1e-sub")).isEmpty();

    HttpResponse<String> granted = post("/v1/auth/token", answer(challenge, FakeSignIn.CODE));

    JsonNode tokens = TestClient.json(granted);
    assertThat(tokens.get("accessToken").asText()).isEqualTo("access");
    assertThat(tokens.get("tokenType").asText()).isEqualTo("Bearer");
    assertThat(tokens.get("expiresIn").asInt()).isEqualTo(3600);
    assertThat(granted.headers().firstValue("Cache-Control")).contains("no-store");
    User account = stores.users().find("0f1e-sub").orElseThrow();
    assertThat(account.email()).isEqualTo(FakeSignIn.USER);
    assertThat(account.name()).isEqualTo("Ana Reis");
    assertThat(account.tenant()).isEqualTo("acme");
    assertThat(account.region()).isEqualTo("eu-west-1");
    assertThat(account.roles()).containsExactly(Role.PREMIUM_USER);
    assertThat(account.lastLoginAt()).isPresent();
    assertThat(entries)
        .extracting(AuditEntry::action, AuditEntry::userId, AuditEntry::result)
        .containsExactly(tuple("SIGN_IN", "0f1e-sub", AuditEntry.Result.SUCCESS));
  }

  @Test
  void shouldWriteAFailureDownWithoutWhatWasTyped() {
    JsonNode challenge = TestClient.json(post("/v1/auth/token", LOGIN));

    assertThat(post("/v1/auth/token", LOGIN.replace("horse", "house")).statusCode()).isEqualTo(401);
    assertThat(post("/v1/auth/token", answer(challenge, "000000")).statusCode()).isEqualTo(401);

    assertThat(entries)
        .hasSize(2)
        .allSatisfy(
            entry -> {
              assertThat(entry.action()).isEqualTo("SIGN_IN");
              assertThat(entry.result()).isEqualTo(AuditEntry.Result.FAILURE);
              assertThat(entry.userId()).isEmpty();
              assertThat(entry.toString()).doesNotContain("ana@").doesNotContain("house");
            });
  }

  @Test
  void shouldRenewAndTakeBackTokens() {
    JsonNode challenge = TestClient.json(post("/v1/auth/token", LOGIN));
    post("/v1/auth/token", answer(challenge, FakeSignIn.CODE));
    String refresh = "{'refreshToken':'refresh-0'}";

    assertThat(TestClient.json(post("/v1/auth/refresh", refresh)).get("accessToken").asText())
        .isEqualTo("access");
    assertThat(post("/v1/auth/revoke", refresh).statusCode()).isEqualTo(204);
    assertThat(post("/v1/auth/refresh", refresh).statusCode()).isEqualTo(401);
    assertThat(post("/v1/auth/revoke", "{'accessToken':'access'}").statusCode()).isEqualTo(204);
    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly("SIGN_IN", "REFRESH", "REVOKE", "REFRESH", "SIGN_OUT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "token|{}|'username' is missing.",
        "token|{'username':'a'}|Either a password or the answer to a challenge is needed.",
        "token|{'username':'a','password':''}|'password' is missing.",
        "token|{'username':'a','password':'b','challenge':'c'}|Either a password or",
        "token|{'username':'a','challenge':'FACE'}|'challenge' is not one that is known.",
        "token|{'username':'a','challenge':'SMS_MFA'}|'session' is missing.",
        "token|{'user':'a'}|'user' is not one of this request's fields",
        "refresh|{}|'refreshToken' is missing.",
        "revoke|{}|Either a refresh token or an access token is needed."
      })
  void shouldSayWhatIsWrongWithASignIn(String path, String body, String words) {
    HttpResponse<String> refused = post("/v1/auth/" + path, body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(TestClient.json(refused).get("message").asText()).startsWith(words);
  }

  @Test
  void shouldLetAProgramInWithAKeyWithinItsScopes() {
    HttpResponse<String> made =
        send(
            "POST",
            "/v1/api-keys",
            "{'name':'build','scopes':['sessions:create']}",
            Map.of("Authorization", "Bearer " + gateway.apiToken()));
    assertThat(made.statusCode()).isEqualTo(201);
    JsonNode key = TestClient.json(made);
    Map<String, String> proof = Map.of("X-Api-Key", key.get("apiKey").asText());

    HttpResponse<String> opened = send("POST", "/v1/sessions", "{}", proof);
    assertThat(opened.statusCode()).isEqualTo(201);
    String session = TestClient.json(opened).get("sessionId").asText();
    HttpResponse<String> narrowed =
        send("POST", "/v1/sessions/" + session + "/tickets", "{}", proof);
    assertThat(narrowed.statusCode()).isEqualTo(403);
    assertThat(narrowed.body()).contains("sessions:join");
    assertThat(send("GET", "/v1/api-keys", "", proof).statusCode()).isEqualTo(403);

    Map<String, String> owner = Map.of("Authorization", "Bearer " + gateway.apiToken());
    String listed = send("GET", "/v1/api-keys", "", owner).body();
    assertThat(listed).contains("lastUsedAt").doesNotContain(key.get("apiKey").asText());
    String path = "/v1/api-keys/" + key.get("id").asText();
    assertThat(send("POST", path + "/rotate", "", owner).statusCode()).isEqualTo(201);
    assertThat(send("DELETE", path, "", owner).statusCode()).isEqualTo(204);
    assertThat(send("POST", "/v1/sessions", "{}", proof).statusCode()).isEqualTo(401);
    assertThat(send("DELETE", path, "", owner).statusCode()).isEqualTo(404);
    assertThat(entries)
        .filteredOn(entry -> entry.details().containsKey("apiKeyId"))
        .extracting(AuditEntry::action)
        .contains("AUTHENTICATE", "CREATE", "JOIN", "READ");
  }

  private static String answer(JsonNode challenge, String code) {
    return "{'username':'"
        + challenge.get("username").asText()
        + "','challenge':'"
        + challenge.get("challenge").asText()
        + "','session':'"
        + challenge.get("session").asText()
        + "','answer':'"
        + code
        + "'}";
  }

  private HttpResponse<String> post(String path, String body) {
    return send("POST", path, body, Map.of());
  }

  private HttpResponse<String> send(
      String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(TestClient.api(gateway, path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    headers.forEach(request::header);
    return TestClient.send(request.build());
  }
}
