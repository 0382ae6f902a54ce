package org.univoice.gateway.access;

import java.net.URI;
import java.util.Objects;

/**
 * How a page has people sign in at an issuer: authorization code with PKCE (RFC 7636), as a client
 * without a secret.
 *
 * @param issuer where its discovery document is found below
 * @param clientId of the page
 * @param scope what it asks for, separated by spaces
 */
public record CodeSignIn(URI issuer, String clientId, String scope) {
  public static final String SCOPE = "openid profile";

  public CodeSignIn {
    Objects.requireNonNull(issuer);
    Objects.requireNonNull(clientId);
    Objects.requireNonNull(scope);
  }
}
