package org.univoice.gateway.access.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   * its parts in their order.
   */
  private static String name(JWTClaimsSet claims) throws ParseException {
    String whole = claims.getStringClaim("name");
    if (whole != null && !whole.isBlank()) {
      return whole.strip();
    }
    return Stream.of(claims.getStringClaim("given_name"), claims.getStringClaim("family_name"))
        .filter(part -> part != null && !part.isBlank())
        .map(String::strip)
        .collect(Collectors.joining(" "));
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
