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
  private static final Principal OWNER = Principal.of("local", Role.PREMIUM_USER, Role.ADMIN);

  private final byte[] token;

  public ApiTokenAuthenticator(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean recognises(Credentials credentials) {
    return credentials.apiKey().isEmpty();
  }

  @Override
  public Principal authenticate(Credentials credentials) {
    byte[] offered = credentials.bearer().orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(token, offered)) {
      throw new RefusedException(
          ErrorCode.UNAUTHORIZED,
          "The request does not carry the api token.",
          "Send 'Authorization: Bearer <token>'; './univoice token' prints it.");
    }
    return OWNER;
  }
}
