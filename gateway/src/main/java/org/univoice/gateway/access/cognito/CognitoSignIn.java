package org.univoice.gateway.access.cognito;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.SignIn;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** Signing in with a Cognito user pool. */
public final class CognitoSignIn implements SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(CognitoSignIn.class);

  private final CognitoIdentityProviderAsyncClient cognito;
  private final String client;
  private final Optional<String> clientSecret;

  /**
   * @param clientSecret of the app client, where it has one
   */
  public CognitoSignIn(
      CognitoIdentityProviderAsyncClient cognito, String client, Optional<String> clientSecret) {
    this.cognito = cognito;
    this.client = client;
    this.clientSecret = clientSecret;
  }

  @Override
  public Step password(String userName, String password) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("USERNAME", userName);
    parameters.put("PASSWORD", password);
    sign(parameters, userName);
    var answer =
        await(
            cognito.initiateAuth(
                r ->
                    r.clientId(client)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(parameters)));
    return answer.authenticationResult() != null
        ? Step.done(tokens(answer.authenticationResult()))
        : challenge(
            answer.challengeName(), userName, answer.session(), answer.challengeParameters());
  }

  @Override
  public Step answer(ChallengeKind kind, String userName, String session, String answer) {
    Map<String, String> responses = new HashMap<>();
    responses.put("USERNAME", userName);
    responses.put(
        switch (kind) {
          case SOFTWARE_TOKEN_MFA -> "SOFTWARE_TOKEN_MFA_CODE";
          case SMS_MFA -> "SMS_MFA_CODE";
          case NEW_PASSWORD_REQUIRED -> "NEW_PASSWORD";
        },
        answer);
    sign(responses, userName);
    var next =
        await(
            cognito.respondToAuthChallenge(
                r ->
                    r.clientId(client)
                        .challengeName(kind.name())
                        .session(session)
                        .challengeResponses(responses)));
    return next.authenticationResult() != null
        ? Step.done(tokens(next.authenticationResult()))
        : challenge(next.challengeName(), userName, next.session(), next.challengeParameters());
  }

  @Override
  public Tokens refresh(String refreshToken) {
    return tokens(
        await(
                cognito.getTokensFromRefreshToken(
                    r ->
                        r.clientId(client)
                            .clientSecret(clientSecret.orElse(null))
                            .refreshToken(refreshToken)))
            .authenticationResult());
  }

  @Override
  public void revoke(String refreshToken) {
    await(
        cognito.revokeToken(
            r -> r.clientId(client).clientSecret(clientSecret.orElse(null)).token(refreshToken)));
  }

  @Override
  public void signOutEverywhere(String accessToken) {
    await(cognito.globalSignOut(r -> r.accessToken(accessToken)));
  }

  /** Cognito tells the user name that it wants to hear in the answer. */
  private static Step challenge(
      ChallengeNameType name, String userName, String session, Map<String, String> parameters) {
    ChallengeKind kind =
        switch (name) {
          case SOFTWARE_TOKEN_MFA -> ChallengeKind.SOFTWARE_TOKEN_MFA;
          case SMS_MFA -> ChallengeKind.SMS_MFA;
          case NEW_PASSWORD_REQUIRED -> ChallengeKind.NEW_PASSWORD_REQUIRED;
          default ->
              throw new RefusedException(
                  ErrorCode.UNAUTHORIZED,
                  "This account signs in in a way that is not offered here.",
                  "Use the sign-in page of your organisation.");
        };
    Map<String, String> told = new HashMap<>();
    String destination = parameters.get("CODE_DELIVERY_DESTINATION");
    if (destination != null) {
      // Masked by Cognito: the last digits.
      told.put("destination", destination);
    }
    return Step.ask(
        new Challenge(kind, parameters.getOrDefault("USER_ID_FOR_SRP", userName), session, told));
  }

  private static Tokens tokens(AuthenticationResultType result) {
    return new Tokens(
        result.accessToken(),
        result.idToken(),
        Optional.ofNullable(result.refreshToken()),
        result.expiresIn() == null ? 0 : result.expiresIn());
  }

  private void sign(Map<String, String> parameters, String userName) {
    clientSecret.ifPresent(secret -> parameters.put("SECRET_HASH", hash(secret, userName)));
  }

  private String hash(String secret, String userName) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(userName.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(client.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw refusal(e.getCause());
    }
  }

  /** The same words for an unknown user and a wrong password: it tells a guesser nothing. */
  private static RuntimeException refusal(Throwable cause) {
    if (cause instanceof NotAuthorizedException
        || cause instanceof UserNotFoundException
        || cause instanceof UserNotConfirmedException
        || cause instanceof PasswordResetRequiredException) {
      return new RefusedException(
          ErrorCode.UNAUTHORIZED,
          "User name and password, code or token do not belong together, or not any more.",
          "Check them, reset the password, or sign in from the beginning.");
    }
    if (cause instanceof CodeMismatchException || cause instanceof ExpiredCodeException) {
      return new RefusedException(
          ErrorCode.UNAUTHORIZED,
          "The code is wrong or too old.",
          "Send the newest code, or sign in from the beginning.");
    }
    if (cause instanceof InvalidPasswordException) {
      return new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "The new password does not meet the rules.",
          "Choose a longer one with more kinds of characters.");
    }
    if (cause instanceof InvalidParameterException) {
      return new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "The identity provider does not understand this.",
          "Send session, user name and answer as the challenge gave and asked for them.");
    }
    if (cause instanceof TooManyRequestsException || cause instanceof LimitExceededException) {
      return new RefusedException(
          ErrorCode.THROTTLED, "Too many try to sign in at once.", "Try again.", 5);
    }
    LOG.warn("Cognito does not answer as it should: {}", cause.getClass().getSimpleName());
    return new RefusedException(
        ErrorCode.SERVICE_UNAVAILABLE, "Nobody can sign in at the moment.", "Try again.", 5);
  }
}
