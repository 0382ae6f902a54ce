package org.univoice.gateway.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Credentials;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.access.cognito.UserPool;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.stream.kinesis.StandIn;
import org.univoice.gateway.user.MemoryUserStore;
import org.univoice.gateway.user.StoredAccounts;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/**
 * Tokens as Cognito makes them. The stand-in signs them only where its Python has a library for
 * that; elsewhere it publishes a key and signs with noise.
 */
class CognitoTokensTest {
  private StandIn aws;
  private UserPool pool;
  private AuthenticationResultType tokens;

  @BeforeEach
  void start() throws Exception {
    aws = StandIn.start();
    pool = UserPool.create(aws.endpoint());
    pool.user("ana", "Correct-horse-1", "Premium_User");
    tokens = pool.tokens("ana", "Correct-horse-1");
  }

  @AfterEach
  void stop() {
    pool.close();
    aws.close();
  }

  @Test
  void shouldReadTheClaimsOfAnAccessTokenAndOfNoOtherToken() throws Exception {
    try (Issuer issuer = new Issuer()) {
      OidcAuthenticator authenticator = authenticator(issuer.config().jwks());

      Principal ana = authenticator.authenticate(resigned(issuer, tokens.accessToken()));

      assertThat(ana.roles()).containsExactly(Role.PREMIUM_USER);
      assertThat(ana.userId()).hasSize(36);
      for (String other : Set.of(tokens.idToken(), tokens.refreshToken())) {
        assertThatThrownBy(() -> authenticator.authenticate(resigned(issuer, other)))
            .isInstanceOf(RefusedException.class);
      }
    }
  }

  @Test
  void shouldTakeWhatThePoolSignedWithTheKeyThatItPublishes() throws Exception {
    assumeThat(SignedJWT.parse(tokens.accessToken()).getSignature().decode()).hasSize(256);

    assertThat(authenticator(pool.jwks()).authenticate(bearer(tokens.accessToken())).roles())
        .containsExactly(Role.PREMIUM_USER);
  }

  @Test
  void shouldRefuseWhatThePoolSignedWithNoise() throws Exception {
    assumeThat(SignedJWT.parse(tokens.accessToken()).getSignature().decode()).hasSize(32);

    assertThatThrownBy(() -> authenticator(pool.jwks()).authenticate(bearer(tokens.accessToken())))
        .hasMessage("The token is not valid here, or not any more.");
  }

  private OidcAuthenticator authenticator(URI jwks) {
    return new OidcAuthenticator(
        OidcConfig.cognito(pool.issuer(), jwks, Set.of(pool.client())),
        new StoredAccounts(new MemoryUserStore(), "eu-west-1", Clock.systemUTC()),
        Clock.systemUTC());
  }

  private static Credentials resigned(Issuer issuer, String token) throws Exception {
    return bearer(issuer.sign(SignedJWT.parse(token).getJWTClaimsSet()));
  }

  private static Credentials bearer(String token) {
    return new Credentials(Optional.of("Bearer " + token), Optional.empty(), "192.0.2.1");
  }
}
