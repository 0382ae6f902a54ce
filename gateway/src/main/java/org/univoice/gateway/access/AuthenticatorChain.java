package org.univoice.gateway.access;

import java.util.List;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Several ways to prove who one is. The first that recognises the kind of proof judges it; another
 * never gets a second try at what the first refused.
 */
public final class AuthenticatorChain implements Authenticator {
  private final List<Authenticator> links;

  public AuthenticatorChain(List<Authenticator> links) {
    this.links = List.copyOf(links);
  }

  @Override
  public Principal authenticate(Credentials credentials) {
    return judge(credentials).authenticate(credentials);
  }

  @Override
  public Principal again(Credentials credentials) {
    return judge(credentials).again(credentials);
  }

  private Authenticator judge(Credentials credentials) {
    if (credentials.apiKey().isPresent() && credentials.authorization().isPresent()) {
      throw new RefusedException(
          ErrorCode.UNAUTHORIZED,
          "The request carries two proofs of who sent it.",
          "Send either 'X-Api-Key' or 'Authorization', not both.");
    }
    return links.stream()
        .filter(link -> link.recognises(credentials))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.UNAUTHORIZED,
                    "The request does not carry a proof of who sent it that is taken here.",
                    "Send 'Authorization: Bearer <token>' or 'X-Api-Key: <key>'."));
  }
}
