package org.univoice.gateway.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** An identity provider that knows one user, with a code by SMS, in the shapes of Cognito. */
public final class FakeSignIn implements SignIn, TokenReader {
  public static final String USER = "ana@example.org";
  public static final String PASSWORD = "Correct-horse-1";
  public static final String CODE = "123456";
  private static final String SESSION = "AYABe-session";

  private final Map<String, Boolean> refreshTokens = new HashMap<>();

  @Override
  public Step password(String userName, String password) {
    if (!userName.equals(USER) || !password.equals(PASSWORD)) {
      throw refused();
    }
    return Step.ask(
        new Challenge(
            ChallengeKind.SMS_MFA, "0f1e-sub", SESSION, Map.of("destination", "+*******9")));
  }

  @Override
  public Step answer(ChallengeKind kind, String userName, String session, String answer) {
    if (kind != ChallengeKind.SMS_MFA
        || !userName.equals("0f1e-sub")
        || !session.equals(SESSION)
        || !answer.equals(CODE)) {
      throw refused();
    }
    String refresh = "refresh-" + refreshTokens.size();
    refreshTokens.put(refresh, true);
    return Step.done(new Tokens("access", "id", Optional.of(refresh), 3600));
  }

  @Override
  public Tokens refresh(String refreshToken) {
    if (!refreshTokens.getOrDefault(refreshToken, false)) {
      throw refused();
    }
    return new Tokens("access", "id", Optional.empty(), 3600);
  }

  @Override
  public void revoke(String refreshToken) {
    refreshTokens.put(refreshToken, false);
  }

  @Override
  public void signOutEverywhere(String accessToken) {
    refreshTokens.replaceAll((token, good) -> false);
  }

  @Override
  public Identity read(Tokens tokens) {
    return new Identity("0f1e-sub", USER, "Ana Reis", "acme", Set.of(Role.PREMIUM_USER));
  }

  private static RefusedException refused() {
    return new RefusedException(ErrorCode.UNAUTHORIZED, "They do not match.", "Check them.");
  }
}
