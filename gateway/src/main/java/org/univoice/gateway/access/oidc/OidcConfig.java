package org.univoice.gateway.access.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.univoice.gateway.access.guest.Guests;

/**
 * Whose tokens are taken, and what their claims mean.
 *
 * @param issuer exactly as tokens name it
 * @param jwks where the issuer publishes its keys
 * @param audiences who tokens must be meant for: in {@code aud}, or in {@code client_id} where a
 *     token has no {@code aud}, as Cognito's access tokens
 * @param tokenUse what {@code token_use} must be; empty when the issuer knows no such claim
 * @param rolesClaim a list of role names, such as Cognito's groups
 * @param tenantClaim empty when users have no tenants
 * @param services subject of a machine's token → name of the service account
 * @param keys how the issuer's keys are kept
 */
public record OidcConfig(
    URI issuer,
    URI jwks,
    Set<String> audiences,
    String tokenUse,
    String rolesClaim,
    String tenantClaim,
    Map<String, String> services,
    Keys keys) {

  public OidcConfig {
    Objects.requireNonNull(issuer);
    audiences = Set.copyOf(audiences);
    services = Map.copyOf(services);
    if (audiences.isEmpty()) {
      throw new IllegalArgumentException("Tokens for whom? Name at least one audience.");
    }
    if (services.values().stream().anyMatch(Guests::isUserId)) {
      throw new IllegalArgumentException("Only guests are called so: " + services.values());
    }
    boolean here =
        Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(jwks.getHost()));
    if (!"https".equals(jwks.getScheme()) && !("http".equals(jwks.getScheme()) && here)) {
      throw new IllegalArgumentException("Keys are fetched over https, not from " + jwks);
    }
  }

  /** A Cognito user pool's access tokens. */
  public static OidcConfig cognito(URI issuer, URI jwks, Set<String> clients) {
    return new OidcConfig(
        issuer, jwks, clients, "access", "cognito:groups", "", Map.of(), Keys.DEFAULT);
  }

  public OidcConfig withKeys(Keys wanted) {
    return new OidcConfig(
        issuer, jwks, audiences, tokenUse, rolesClaim, tenantClaim, services, wanted);
  }

  OidcConfig withTokenUse(String use) {
    return new OidcConfig(
        issuer,
        jwks,
        audiences,
        tokenUse.isEmpty() ? "" : use,
        rolesClaim,
        tenantClaim,
        services,
        keys);
  }

  public OidcConfig withTenantClaim(String claim) {
    return new OidcConfig(issuer, jwks, audiences, tokenUse, rolesClaim, claim, services, keys);
  }

  public OidcConfig withServices(Map<String, String> named) {
    return new OidcConfig(issuer, jwks, audiences, tokenUse, rolesClaim, tenantClaim, named, keys);
  }

  /**
   * How the issuer's keys are kept.
   *
   * @param fresh for so long they are not asked for again, unless a token names an unknown one
   * @param askAtMostEvery the issuer is asked at most twice in so long, whatever strangers send;
   *     zero for no such limit
   * @param throughOutage for so long old keys are used while the issuer does not answer
   */
  public record Keys(Duration fresh, Duration askAtMostEvery, Duration throughOutage) {
    public static final Keys DEFAULT =
        new Keys(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofHours(4));
  }
}
