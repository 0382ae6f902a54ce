package org.univoice.gateway.access;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What it is asked of.
 *
 * @param id empty for one that does not exist yet, or for all of a kind
 * @param ownerId the user to whom it belongs; empty when it belongs to nobody in particular
 * @param tenant whose customer's it is; empty for none, or where it is not known: then it is in
 *     nobody's reach but its owner's and that of people without a tenant
 * @param participants users who take part in it without owning it
 */
public record Resource(
    Kind kind, String id, String ownerId, String tenant, Set<String> participants) {
  public Resource {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
    Objects.requireNonNull(ownerId);
    Objects.requireNonNull(tenant);
    participants = Set.copyOf(participants);
  }

  /** Of a tenant that is not known, and with nobody but its owner. */
  public Resource(Kind kind, String id, String ownerId) {
    this(kind, id, ownerId, "", Set.of());
  }

  public Resource inTenant(String wanted) {
    return new Resource(kind, id, ownerId, wanted, participants);
  }

  public Resource sharedWith(Set<String> userIds) {
    return new Resource(kind, id, ownerId, tenant, userIds);
  }

  /** Kinds of what can be protected, named in permissions as in "voice-profiles:read:own". */
  public enum Kind {
    SESSIONS("session"),
    VOICE_PROFILES("voice profile"),
    RECORDINGS("recording"),
    TRANSCRIPTS("transcript"),
    GLOSSARIES("glossary"),
    USERS("user"),
    CONSENTS("consent"),
    API_KEYS("API key"),
    METRICS("figure"),
    SYSTEM("setting"),
    /** What the platform's own services ask of each other. */
    INTERNAL("internal service");

    private final String singular;

    Kind(String singular) {
      this.singular = singular;
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One of them, as in "There is no such voice profile." */
    public String singular() {
      return singular;
    }

    /** Whether it is nobody else's business that one of them exists. */
    public boolean hidden() {
      return this != SYSTEM && this != INTERNAL;
    }
  }
}
