package org.univoice.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Get;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.user.AccountService;
import org.univoice.gateway.user.User;

/** Who asks, as the gateway knows them. */
@Blocking
final class UserEndpoint {
  private final Callers callers;
  private final AccountService accounts;

  UserEndpoint(Callers callers, AccountService accounts) {
    this.callers = callers;
    this.accounts = accounts;
  }

  @Get("/v1/users/me")
  public HttpResponse me(ServiceRequestContext ctx) {
    Caller caller = callers.of(ctx);
    return Json.response(
        HttpStatus.OK,
        Me.of(caller.principal(), accounts.permissions(caller), accounts.own(caller)));
  }

  /**
   * Fields that only an account has are null without one. Times are milliseconds since the epoch.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Me(
      String userId,
      List<String> roles,
      List<String> permissions,
      String tenant,
      String name,
      String email,
      String region,
      String subscriptionTier,
      Map<String, String> preferences,
      Map<String, Long> quotas,
      Long createdAt,
      Long lastLoginAt) {
    static Me of(Principal principal, Set<String> permissions, Optional<User> account) {
      return new Me(
          principal.userId(),
          principal.roles().stream().map(Enum::name).sorted().toList(),
          permissions.stream().sorted().toList(),
          principal.tenant().isEmpty() ? null : principal.tenant(),
          account.map(User::name).filter(name -> !name.isEmpty()).orElse(null),
          account.map(User::email).orElse(null),
          account.map(User::region).orElse(null),
          account.map(User::subscriptionTier).orElse(null),
          account.map(user -> new TreeMap<>(user.preferences())).orElse(null),
          account.map(user -> new TreeMap<>(user.quotas())).orElse(null),
          account.map(User::createdAt).map(Instant::toEpochMilli).orElse(null),
          account.flatMap(User::lastLoginAt).map(Instant::toEpochMilli).orElse(null));
    }
  }
}
