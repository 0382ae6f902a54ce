package org.univoice.gateway.user;

import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Resource;

/** What somebody may learn about their own account. Waits for the store. */
public final class AccountService {
  private final UserStore users;
  private final Gatekeeper gatekeeper;

  public AccountService(UserStore users, Gatekeeper gatekeeper) {
    this.users = users;
    this.gatekeeper = gatekeeper;
  }

  /** What the caller may do, as {@code docs/policies/access.md} names it. */
  public Set<String> permissions(Caller caller) {
    return gatekeeper.permissions(caller);
  }

  /** Empty when who asks is known, but no account is kept. */
  public Optional<User> own(Caller caller) {
    String userId = caller.principal().userId();
    gatekeeper.admit(caller, Action.READ, new Resource(Resource.Kind.USERS, userId, userId));
    return users.find(userId);
  }
}
