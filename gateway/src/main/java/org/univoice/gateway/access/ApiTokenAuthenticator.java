package org.univoice.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Knows one bearer token, whose holder may do everything: enough for one machine, replaced by an
 * identity provider elsewhere.
 */
public final class ApiTokenAuthenticator implements Authenticator {
  private static final String SCHEME = "Bearer ";
  private static final Principal OWNER = Principal.of("local", Role.PREMIUM_USER, Role.ADMIN);

  private final byte[] token;

  public ApiTokenAuthenticator(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Principal authenticate(Credentials credentials) {
    String authorization = credentials.authorization().orElse("");
    boolean bearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    byte[] offered =
        bearer
            ? authorization.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    if (!MessageDigest.isEqual(token, offered)) {
      throw new RefusedException(
          ErrorCode.UNAUTHORIZED,
          "The request does not carry the api token.",
          "Send 'Authorization: Bearer <token>'; './univoice token' prints it.");
    }
    return OWNER;
  }
}
