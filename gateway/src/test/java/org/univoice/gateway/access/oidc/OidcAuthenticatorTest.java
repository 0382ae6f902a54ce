package org.univoice.gateway.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.access.Credentials;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.user.MemoryUserStore;
import org.univoice.gateway.user.StoredAccounts;

class OidcAuthenticatorTest {
  private final MutableClock clock = new MutableClock();
  private final MemoryUserStore users = new MemoryUserStore();
  private Issuer issuer;
  private OidcAuthenticator authenticator;

  @BeforeEach
  void start() throws Exception {
    issuer = new Issuer();
    authenticator = authenticator(issuer.config());
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void shouldTakeATokenOfTheIssuerAndMakeAnAccountOnFirstSight() {
    Principal ana = authenticate(token(c -> c.claim("cognito:groups", List.of("Premium_User"))));

    assertThat(ana).isEqualTo(Principal.of("ana", Role.PREMIUM_USER));
    assertThat(users.find("ana").orElseThrow().roles()).containsExactly(Role.PREMIUM_USER);
  }

  @Test
  void shouldMakeNoAccountAgainForWhoStayedConnectedWhileTheirsWasErased() {
    String token = token(c -> c);
    Principal ana = authenticate(token);
    assertThat(authenticator.again(bearer(token))).isEqualTo(ana);

    users.delete("ana");

    assertThatThrownBy(() -> authenticator.again(bearer(token)))
        .isInstanceOf(RefusedException.class);
    assertThat(users.find("ana")).isEmpty();
  }

  @Test
  void shouldLetAnAccountFollowTheGroupsOfTheIssuer() {
    authenticate(token(c -> c.claim("cognito:groups", List.of("Admin"))));
    authenticate(token(c -> c));

    assertThat(users.find("ana").orElseThrow().roles()).containsExactly(Role.USER);
  }

  @Test
  void shouldRefuseASubjectThatIsCalledLikeAGuest() {
    assertThatThrownBy(() -> authenticate(token(c -> c.subject("guest:p1"))))
        .isInstanceOf(RefusedException.class);
    assertThat(users.find("guest:p1")).isEmpty();
    assertThatThrownBy(() -> issuer.config().withServices(Map.of("machine-7", "guest:p1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldReadTenantsAndServicesWhereConfigured() {
    authenticator =
        authenticator(
            issuer.config().withTenantClaim("tenant").withServices(Map.of("machine-7", "stt")));

    assertThat(authenticate(token(c -> c.claim("tenant", "acme"))).tenant()).isEqualTo("acme");
    assertThat(authenticate(token(c -> c.subject("machine-7"))))
        .isEqualTo(Principal.of("stt", Role.SERVICE_ACCOUNT));
    assertThat(users.find("stt")).isEmpty();
  }

  @Test
  void shouldTakeTheTenantOfTheAccountWhereATokenNamesNone() {
    authenticator = authenticator(issuer.config().withTenantClaim("tenant"));
    authenticate(token(c -> c.claim("tenant", "acme")));

    for (int i = 0; i < 2; i++) {
      assertThat(authenticate(token(c -> c)).tenant()).isEqualTo("acme");
    }
    assertThat(users.find("ana").orElseThrow().tenant()).isEqualTo("acme");
  }

  @Test
  void shouldKeepTheNameThatTheIssuerSaysOrItsParts() {
    String id = authenticate(token(c -> c.claim("name", " Ana Reis "))).userId();
    assertThat(users.find(id).orElseThrow().name()).isEqualTo("Ana Reis");

    authenticate(token(c -> c.claim("given_name", "Ana").claim("family_name", "Luz")));
    assertThat(users.find(id).orElseThrow().name()).isEqualTo("Ana Luz");

    authenticate(token(c -> c));
    assertThat(users.find(id).orElseThrow().name()).isEqualTo("Ana Luz");
  }

  @Test
  void shouldLetInWhoseNameIsNoText() {
    for (Object odd : List.of(7, List.of("Ana"), Map.of("whole", "Ana"))) {
      authenticate(
          token(c -> c.claim("name", odd).claim("given_name", odd).claim("family_name", "Luz")));
      assertThat(users.find("ana").orElseThrow().name()).isEqualTo("Luz");

      authenticate(
          token(c -> c.claim("name", odd).claim("given_name", "Ana").claim("family_name", odd)));
      assertThat(users.find("ana").orElseThrow().name()).isEqualTo("Ana");
    }
  }

  @Test
  void shouldMakeNobodyAServiceForAGroup() {
    assertThat(
            authenticate(token(c -> c.claim("cognito:groups", List.of("Service_Account", "x"))))
                .roles())
        .containsExactly(Role.USER);
  }

  @Test
  void shouldTakeAnAudienceForAClient() {
    assertThat(authenticate(token(c -> c.claim("client_id", null).audience(Issuer.CLIENT))))
        .isNotNull();
  }

  @Test
  void shouldRefuseTokensOfOrForOthers() {
    refuse(token(c -> c.issuer("https://evil.example")));
    refuse(token(c -> c.claim("client_id", "another")));
    refuse(token(c -> c.claim("client_id", null)));
    refuse(token(c -> c.audience("another")));
    refuse(token(c -> c.claim("token_use", "id")));
    refuse(token(c -> c.claim("token_use", null)));
    refuse(token(c -> c.subject(null)));
    refuse(Issuer.sign(Issuer.key("first"), claims(c -> c)));
  }

  @Test
  void shouldAllowSixtySecondsOfSkewAndNoMore() {
    String token = token(c -> c);
    clock.pass(Duration.ofMinutes(5).plusSeconds(59));
    authenticate(token);
    clock.pass(Duration.ofSeconds(2));
    refuse(token);
    refuse(token(c -> c.expirationTime(null)));
    refuse(token(c -> c.notBeforeTime(in(Duration.ofSeconds(62)))));
    authenticate(token(c -> c.notBeforeTime(in(Duration.ofSeconds(58)))));
  }

  @Test
  void shouldRefuseWhatIsNotSignedWithAKeyPair() throws Exception {
    JWTClaimsSet claims = claims(c -> c);
    refuse(new PlainJWT(claims).serialize());
    refuse(withHeader("{\"alg\":\"none\"}", token(c -> c)));
    refuse(withHeader("{\"alg\":\"NoNe\",\"kid\":\"first\"}", token(c -> c)));
    for (byte[] secret :
        List.of(
            issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
            issuer.key().toRSAPublicKey().getEncoded(),
            pem(issuer.key()))) {
      SignedJWT forged =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(issuer.key().getKeyID()).build(),
              claims);
      forged.sign(new MACSigner(secret));
      refuse(forged.serialize());
    }
  }

  @Test
  void shouldNotFetchAKeyFromWhereATokenSays() {
    RSAKey own = Issuer.key("own");
    String token = Issuer.sign(own, claims(c -> c));
    String header =
        "{\"alg\":\"RS256\",\"jku\":\""
            + issuer.url()
            + "/evil\",\"jwk\":"
            + own.toPublicJWK().toJSONString()
            + "}";

    refuse(withHeader(header, token));
    assertThat(issuer.asked).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void shouldRefuseGarbageHoweverLong() {
    String good = token(c -> c);
    Stream.of(
            "..",
            "a.b.c",
            "....",
            "\u0000.\u0000.\u0000",
            "e30.e30.e30",
            good.substring(0, good.length() - 4),
            good.replace(".", ". "),
            good + "x".repeat(9_000),
            "x".repeat(5_000_000) + ".y.z",
            withHeader("[" + "[".repeat(2_000), good))
        .forEach(this::refuse);
    assertThat(authenticator.recognises(bearer("0123456789abcdef"))).isFalse();
  }

  @Test
  void shouldFindANewKeyWithoutAskingForEveryUnknownOne() {
    authenticate(token(c -> c));
    assertThat(issuer.asked).hasValue(1);

    RSAKey second = Issuer.key("second");
    issuer.publish(second, issuer.key());
    authenticate(Issuer.sign(second, claims(c -> c)));
    assertThat(issuer.asked).hasValue(2);

    for (int i = 0; i < 20; i++) {
      refuse(Issuer.sign(Issuer.key("unknown-" + i), claims(c -> c)));
    }
    assertThat(issuer.asked).hasValueLessThanOrEqualTo(3);
    authenticate(Issuer.sign(second, claims(c -> c)));
  }

  @Test
  void shouldGoOnWithItsKeysWhileTheIssuerIsAway() throws Exception {
    authenticator =
        authenticator(
            issuer
                .config()
                .withKeys(
                    new OidcConfig.Keys(Duration.ofMillis(1), Duration.ZERO, Duration.ofHours(1))));
    authenticate(token(c -> c));
    int before = issuer.asked.get();
    issuer.answers(false);
    Thread.sleep(5);

    authenticate(token(c -> c));
    assertThat(issuer.asked.get()).as("it tried to get newer ones").isGreaterThan(before);
  }

  @Test
  void shouldSayThatItCannotTellWhenItNeverHadAKey() {
    issuer.answers(false);

    for (int i = 0; i < 4; i++) {
      assertThat(refusal(token(c -> c)).code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    }
  }

  @Test
  void shouldStillSayThatItCannotTellAfterATokenThatNoKeyWasNeededToRefuse() {
    issuer.answers(false);
    refuse(new PlainJWT(new JWTClaimsSet.Builder().subject("ana").build()).serialize());

    for (int i = 0; i < 4; i++) {
      assertThat(refusal(token(c -> c)).code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    }
  }

  @Test
  void shouldFetchKeysOverHttpOnlyFromThisMachine() {
    URI issuer = URI.create("https://id.example");
    assertThatThrownBy(
            () -> OidcConfig.cognito(issuer, URI.create("http://id.example/jwks"), Set.of("c")))
        .hasMessageContaining("https");
    assertThatThrownBy(() -> OidcConfig.cognito(issuer, issuer, Set.of()))
        .hasMessageContaining("audience");
  }

  private OidcAuthenticator authenticator(OidcConfig config) {
    return new OidcAuthenticator(config, new StoredAccounts(users, "eu-west-1", clock), clock);
  }

  private Principal authenticate(String token) {
    return authenticator.authenticate(bearer(token));
  }

  private void refuse(String token) {
    RefusedException refused = refusal(token);
    assertThat(refused).as(token.length() > 2_000 ? "long" : token).isNotNull();
    assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(refused).hasMessage("The token is not valid here, or not any more.");
  }

  private RefusedException refusal(String token) {
    return catchThrowableOfType(RefusedException.class, () -> authenticate(token));
  }

  private static Credentials bearer(String token) {
    return new Credentials(Optional.of("Bearer " + token), Optional.empty(), "192.0.2.1");
  }

  private String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return issuer.sign(claims(change));
  }

  private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    return change
        .apply(
            new JWTClaimsSet.Builder()
                .subject("ana")
                .issuer(issuer.url().toString())
                .claim("client_id", Issuer.CLIENT)
                .claim("token_use", "access")
                .issueTime(in(Duration.ZERO))
                .expirationTime(in(Duration.ofMinutes(5))))
        .build();
  }

  private Date in(Duration time) {
    return Date.from(clock.instant().plus(time));
  }

  private static String withHeader(String header, String token) {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8));
    return encoded + token.substring(token.indexOf('.'));
  }

  private static byte[] pem(RSAKey key) throws Exception {
    return ("-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.toRSAPublicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
