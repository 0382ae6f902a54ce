package org.univoice.gateway.session;

import java.util.Set;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Resource;

/**
 * Sessions, and what lies in them, as the policy sees them: whose they are, in which tenant, and
 * whether who asks took part. May wait for the store.
 */
public final class SharedResources {
  private final ParticipationStore participations;

  public SharedResources(ParticipationStore participations) {
    this.participations = participations;
  }

  /** The session, or something of it, for somebody who wants to read it. */
  public Resource of(Resource.Kind kind, StoredSession session, Caller reader) {
    return of(
        new Resource(kind, session.sessionId(), session.userId()).inTenant(session.tenant()),
        reader);
  }

  /**
   * @param resource whose id is its session's
   */
  Resource of(Resource resource, Caller who) {
    String userId = who.principal().userId();
    // The owner needs no look into the store.
    boolean tookPart =
        !userId.equals(resource.ownerId()) && participations.tookPart(userId, resource.id());
    return tookPart ? resource.sharedWith(Set.of(userId)) : resource;
  }
}
