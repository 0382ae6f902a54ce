package org.univoice.gateway.access.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.univoice.gateway.access.Identity;
import org.univoice.gateway.access.Role;

/** What verified claims say of somebody. */
final class ClaimsReader {
  private final OidcConfig config;

  ClaimsReader(OidcConfig config) {
    this.config = config;
  }

  Identity identity(JWTClaimsSet claims) throws ParseException {
    String service = config.services().get(claims.getSubject());
    if (service != null) {
      return new Identity(service, "", "", Set.of(Role.SERVICE_ACCOUNT));
    }
    String tenant =
        config.tenantClaim().isEmpty() ? null : claims.getStringClaim(config.tenantClaim());
    String email = claims.getStringClaim("email");
    return new Identity(
        claims.getSubject(),
        email == null ? "" : email,
        name(claims),
        tenant == null ? "" : tenant,
        roles(claims.getStringListClaim(config.rolesClaim())));
  }

  /**
   * Of the standard claims about a person (OpenID Connect Core 1.0, 5.1) the name as a whole, else
   * its parts in their order. Nobody is kept out for a name: what is no text counts as none.
   */
  private static String name(JWTClaimsSet claims) {
    String whole = textOf(claims, "name");
    return whole.isEmpty()
        ? (textOf(claims, "given_name") + " " + textOf(claims, "family_name")).strip()
        : whole;
  }

  private static String textOf(JWTClaimsSet claims, String claim) {
    return claims.getClaim(claim) instanceof String text ? text.strip() : "";
  }

  /**
   * A group that is no role says nothing; somebody without any is a user. Whoever may put people
   * into groups must not be able to make services of them.
   */
  private static Set<Role> roles(List<String> groups) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : EnumSet.of(Role.USER, Role.PREMIUM_USER, Role.ADMIN)) {
      if (groups != null
          && groups.stream()
              .anyMatch(
                  group -> group.toUpperCase(Locale.ROOT).replace('-', '_').equals(role.name()))) {
        roles.add(role);
      }
    }
    return roles.isEmpty() ? Set.of(Role.USER) : roles;
  }
}
