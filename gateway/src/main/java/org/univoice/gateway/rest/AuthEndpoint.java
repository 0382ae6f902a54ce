package org.univoice.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Post;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.univoice.gateway.access.SignIn.Challenge;
import org.univoice.gateway.access.SignIn.ChallengeKind;
import org.univoice.gateway.access.SignIn.Step;
import org.univoice.gateway.access.SignIn.Tokens;
import org.univoice.gateway.access.SignIns;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Where people get tokens, renew them and give them back. */
@Blocking
final class AuthEndpoint {
  private static final String USER = "username";
  private static final String PASSWORD = "password";
  private static final String CHALLENGE = "challenge";
  private static final String SESSION = "session";
  private static final String ANSWER = "answer";
  private static final String REFRESH = "refreshToken";
  private static final String ACCESS = "accessToken";
  private static final List<String> TOKEN_FIELDS =
      List.of(USER, PASSWORD, CHALLENGE, SESSION, ANSWER);

  private final SignIns signIns;

  AuthEndpoint(SignIns signIns) {
    this.signIns = signIns;
  }

  @Post("/v1/auth/token")
  public HttpResponse token(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    RequestFields fields = RequestFields.of(request, TOKEN_FIELDS);
    String user = required(fields, USER);
    if (fields.has(PASSWORD) == fields.has(CHALLENGE)) {
      throw invalid(
          "Either a password or the answer to a challenge is needed.",
          "Send 'password', or 'challenge', 'session' and 'answer'.");
    }
    Step step =
        fields.has(PASSWORD)
            ? signIns.password(Callers.nobody(ctx), user, required(fields, PASSWORD))
            : signIns.answer(
                Callers.nobody(ctx),
                kind(required(fields, CHALLENGE)),
                user,
                required(fields, SESSION),
                required(fields, ANSWER));
    return Json.response(
        HttpStatus.OK,
        step.tokens()
            .<Object>map(Granted::of)
            .orElseGet(() -> Asked.of(step.challenge().orElseThrow())));
  }

  @Post("/v1/auth/refresh")
  public HttpResponse refresh(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    String token = required(RequestFields.of(request, List.of(REFRESH)), REFRESH);
    return Json.response(HttpStatus.OK, Granted.of(signIns.refresh(Callers.nobody(ctx), token)));
  }

  /** A refresh token ends one sign-in, an access token all of its holder's. */
  @Post("/v1/auth/revoke")
  public HttpResponse revoke(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    RequestFields fields = RequestFields.of(request, List.of(REFRESH, ACCESS));
    if (fields.has(REFRESH) == fields.has(ACCESS)) {
      throw invalid(
          "Either a refresh token or an access token is needed.",
          "Send 'refreshToken' to end one sign-in, 'accessToken' to sign out everywhere.");
    }
    if (fields.has(REFRESH)) {
      signIns.revoke(Callers.nobody(ctx), required(fields, REFRESH));
    } else {
      signIns.signOutEverywhere(Callers.nobody(ctx), required(fields, ACCESS));
    }
    return HttpResponse.of(HttpStatus.NO_CONTENT);
  }

  private static String required(RequestFields fields, String field) {
    return fields
        .text(field)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> invalid("'" + field + "' is missing.", "Send a JSON string."));
  }

  private static ChallengeKind kind(String name) {
    return Stream.of(ChallengeKind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    "'" + CHALLENGE + "' is not one that is known.",
                    "Send it as the answer with the challenge named it."));
  }

  private static RefusedException invalid(String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion);
  }

  /**
   * @param expiresIn seconds
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Granted(
      String accessToken, String refreshToken, String idToken, int expiresIn, String tokenType) {
    static Granted of(Tokens tokens) {
      return new Granted(
          tokens.accessToken(),
          tokens.refreshToken().orElse(null),
          tokens.idToken(),
          tokens.expiresInSeconds(),
          "Bearer");
    }
  }

  /** What is needed first; goes back as it is, with the answer. */
  record Asked(
      ChallengeKind challenge, String session, String username, Map<String, String> parameters) {
    static Asked of(Challenge challenge) {
      return new Asked(
          challenge.kind(), challenge.session(), challenge.userName(), challenge.parameters());
    }
  }
}
