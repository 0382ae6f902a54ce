package org.univoice.gateway.access.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.SignIn.Challenge;
import org.univoice.gateway.access.SignIn.ChallengeKind;
import org.univoice.gateway.access.SignIn.Step;
import org.univoice.gateway.access.SignIn.Tokens;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.stream.kinesis.StandIn;

/** Against the stand-in, which knows passwords, new passwords and TOTP, but sends no SMS. */
class CognitoSignInTest {
  private static final String PASSWORD = "Correct-horse-1";
  private static StandIn aws;
  private static UserPool pool;
  private static CognitoSignIn signIn;

  @BeforeAll
  static void start() throws Exception {
    aws = StandIn.start();
    pool = UserPool.create(aws.endpoint());
    signIn = new CognitoSignIn(pool.cognito, pool.client(), Optional.empty());
  }

  @AfterAll
  static void stop() {
    pool.close();
    aws.close();
  }

  @Test
  void shouldGiveTokensForAPasswordAndNewOnesForARefreshToken() {
    pool.user("ana", PASSWORD, "User");
    Tokens tokens = signIn.password("ana", PASSWORD).tokens().orElseThrow();
    Tokens renewed = signIn.refresh(tokens.refreshToken().orElseThrow());

    assertThat(tokens.expiresInSeconds()).isPositive();
    assertThat(renewed.accessToken()).isNotEqualTo(tokens.accessToken());
    assertThat(renewed.idToken()).isNotEmpty();
    assertThat(tokens.toString()).doesNotContain(tokens.accessToken());
  }

  @Test
  void shouldSayTheSameOfAWrongPasswordAndAnUnknownUser() {
    pool.user("ben", PASSWORD, "User");

    RefusedException wrong = refusal(() -> signIn.password("ben", "Wrong-horse-1"));
    RefusedException unknown = refusal(() -> signIn.password("nobody", PASSWORD));

    assertThat(wrong.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(wrong).hasMessage(unknown.getMessage());
    assertThat(wrong.suggestion()).isEqualTo(unknown.suggestion());
  }

  @Test
  void shouldOpenNothingWithARevokedRefreshToken() {
    pool.user("cat", PASSWORD, "User");
    Tokens revoked = signIn.password("cat", PASSWORD).tokens().orElseThrow();
    signIn.revoke(revoked.refreshToken().orElseThrow());
    assertThat(refusal(() -> signIn.refresh(revoked.refreshToken().orElseThrow())).code())
        .isEqualTo(ErrorCode.UNAUTHORIZED);

    Tokens left = signIn.password("cat", PASSWORD).tokens().orElseThrow();
    awaitNextSecond();
    signIn.signOutEverywhere(left.accessToken());
    assertThat(refusal(() -> signIn.refresh(left.refreshToken().orElseThrow())).code())
        .isEqualTo(ErrorCode.UNAUTHORIZED);
  }

  @Test
  void shouldAskAnInvitedUserForAPasswordOfTheirOwn() {
    pool.invited("dan", PASSWORD);
    Challenge challenge = signIn.password("dan", PASSWORD).challenge().orElseThrow();
    assertThat(challenge.kind()).isEqualTo(ChallengeKind.NEW_PASSWORD_REQUIRED);

    Step step =
        signIn.answer(
            challenge.kind(), challenge.userName(), challenge.session(), "Battery-staple-2");

    assertThat(step.tokens()).isPresent();
    assertThat(signIn.password("dan", "Battery-staple-2").tokens()).isPresent();
  }

  @Test
  void shouldAskForTheCodeOfWhoHasASecondFactor() throws Exception {
    pool.user("eve", PASSWORD, "User");
    Tokens tokens = signIn.password("eve", PASSWORD).tokens().orElseThrow();
    String secret =
        pool.cognito
            .associateSoftwareToken(r -> r.accessToken(tokens.accessToken()))
            .join()
            .secretCode();
    pool.cognito
        .verifySoftwareToken(r -> r.accessToken(tokens.accessToken()).userCode(code(secret)))
        .join();
    pool.cognito
        .setUserMFAPreference(
            r ->
                r.accessToken(tokens.accessToken())
                    .softwareTokenMfaSettings(s -> s.enabled(true).preferredMfa(true)))
        .join();

    Challenge challenge = signIn.password("eve", PASSWORD).challenge().orElseThrow();
    assertThat(challenge.kind()).isEqualTo(ChallengeKind.SOFTWARE_TOKEN_MFA);
    String right = code(secret);
    String wrong = right.equals("000000") ? "111111" : "000000";
    assertThat(
            refusal(
                    () ->
                        signIn.answer(
                            challenge.kind(), challenge.userName(), challenge.session(), wrong))
                .code())
        .isEqualTo(ErrorCode.UNAUTHORIZED);
    assertThat(
            signIn
                .answer(challenge.kind(), challenge.userName(), challenge.session(), code(secret))
                .tokens())
        .isPresent();
  }

  /** The stand-in knows only whole seconds, and signs out what is of an earlier one. */
  private static void awaitNextSecond() {
    long second = Instant.now().getEpochSecond();
    while (Instant.now().getEpochSecond() == second) {
      Thread.onSpinWait();
    }
  }

  private static RefusedException refusal(ThrowingCallable call) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, call);
    assertThat(refused).isNotNull();
    return refused;
  }

  /** The six digits of now, as an authenticator's app shows them. */
  private static String code(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(base32(secret), "HmacSHA1"));
      byte[] hash =
          mac.doFinal(ByteBuffer.allocate(8).putLong(Instant.now().getEpochSecond() / 30).array());
      int offset = hash[hash.length - 1] & 0xF;
      int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7FFFFFFF;
      return String.format("%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] base32(String text) {
    String stripped = text.toUpperCase(Locale.ROOT).replace("=", "");
    ByteBuffer bytes = ByteBuffer.allocate(stripped.length() * 5 / 8);
    int buffer = 0;
    int bits = 0;
    for (char letter : stripped.toCharArray()) {
      buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (buffer >> bits));
      }
    }
    return bytes.array();
  }
}
