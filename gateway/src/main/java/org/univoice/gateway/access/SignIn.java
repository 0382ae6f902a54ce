package org.univoice.gateway.access;

import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.error.RefusedException;

/**
 * Takes passwords and second factors for tokens. Implementations are safe for use by many threads;
 * they wait for the identity provider.
 */
public interface SignIn {

  /**
   * @throws RefusedException UNAUTHORIZED when user name and password do not belong together
   */
  Step password(String userName, String password);

  /**
   * Goes on where {@link #password} has asked for more.
   *
   * @param session as the challenge gave it
   * @param answer the code, or the new password
   * @throws RefusedException UNAUTHORIZED when the answer is wrong or comes too late
   */
  Step answer(ChallengeKind kind, String userName, String session, String answer);

  /**
   * @throws RefusedException UNAUTHORIZED when it was revoked or has expired
   */
  Tokens refresh(String refreshToken);

  /** The refresh token opens nothing any more, and neither do access tokens made with it. */
  void revoke(String refreshToken);

  /** Signs the holder of this access token out everywhere. */
  void signOutEverywhere(String accessToken);

  /** Tokens, or what is needed first: exactly one of both. */
  record Step(Optional<Tokens> tokens, Optional<Challenge> challenge) {
    public static Step done(Tokens tokens) {
      return new Step(Optional.of(tokens), Optional.empty());
    }

    public static Step ask(Challenge challenge) {
      return new Step(Optional.empty(), Optional.of(challenge));
    }
  }

  /**
   * What is needed before there are tokens.
   *
   * @param session to be sent along with the answer
   * @param parameters what a person should be told, such as where a code was sent
   */
  record Challenge(
      ChallengeKind kind, String userName, String session, Map<String, String> parameters) {
    public Challenge {
      parameters = Map.copyOf(parameters);
    }

    /** Never the session, which is half a proof. */
    @Override
    public String toString() {
      return "Challenge[" + kind + "]";
    }
  }

  /** Kinds of challenge that are known here. */
  enum ChallengeKind {
    SOFTWARE_TOKEN_MFA,
    SMS_MFA,
    NEW_PASSWORD_REQUIRED
  }

  /**
   * @param refreshToken empty when the old one stays
   * @param expiresInSeconds of the access token
   */
  record Tokens(
      String accessToken, String idToken, Optional<String> refreshToken, int expiresInSeconds) {
    /** Never the tokens. */
    @Override
    public String toString() {
      return "Tokens[for " + expiresInSeconds + " s]";
    }
  }
}
