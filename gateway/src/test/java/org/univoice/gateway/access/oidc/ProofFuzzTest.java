package org.univoice.gateway.access.oidc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.univoice.gateway.access.Accounts;
import org.univoice.gateway.access.ApiTokenAuthenticator;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.AuthenticatorChain;
import org.univoice.gateway.access.Credentials;
import org.univoice.gateway.access.apikey.ApiKeyAuthenticator;
import org.univoice.gateway.access.apikey.MemoryApiKeyStore;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.testing.DamagedSeeds;
import org.univoice.gateway.user.MemoryUserStore;
import org.univoice.gateway.user.StoredAccounts;

/** Nothing that a request may bring as a proof opens anything unless it is one. */
class ProofFuzzTest {
  private static final Credentials NOBODY =
      new Credentials(Optional.empty(), Optional.empty(), "192.0.2.1");

  private static Issuer issuer;
  private static Authenticator chain;

  @BeforeAll
  @BeforeContainer
  static void start() throws IOException {
    issuer = new Issuer();
    Clock clock = Clock.systemUTC();
    Accounts accounts = new StoredAccounts(new MemoryUserStore(), "local", clock);
    chain =
        new AuthenticatorChain(
            List.of(
                new ApiKeyAuthenticator(new MemoryApiKeyStore(), accounts, clock),
                new OidcAuthenticator(issuer.config(), accounts, clock),
                new ApiTokenAuthenticator("the one token")));
  }

  @AfterAll
  @AfterContainer
  static void stop() {
    issuer.close();
  }

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeADamagedProof(@ForAll("damaged") byte[] bytes) {
    take(bytes);
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return DamagedSeeds.of(ProofFuzzTest.class);
  }

  private static void take(byte[] bytes) {
    Optional<String> text = Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    refuse(new Credentials(text, Optional.empty(), NOBODY.address()));
    refuse(new Credentials(text.map("Bearer "::concat), Optional.empty(), NOBODY.address()));
    refuse(new Credentials(Optional.empty(), text, NOBODY.address()));
    refuse(new Credentials(text, text, NOBODY.address()));
  }

  private static void refuse(Credentials credentials) {
    try {
      chain.authenticate(credentials);
      throw new AssertionError("was taken for a proof");
    } catch (RefusedException e) {
      if (e.code() != ErrorCode.UNAUTHORIZED) {
        throw new AssertionError(e.code() + " " + e.getMessage());
      }
    }
  }
}
