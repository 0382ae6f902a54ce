package org.univoice.gateway.access;

import java.util.Locale;
import java.util.Objects;

/**
 * What it is asked of.
 *
 * @param id empty for one that does not exist yet, or for all of a kind
 * @param ownerId the user to whom it belongs; empty when it belongs to nobody in particular
 */
public record Resource(Kind kind, String id, String ownerId) {
  public Resource {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
    Objects.requireNonNull(ownerId);
  }

  /** Kinds of what can be protected, named in permissions as in "voice-profiles:read:own". */
  public enum Kind {
    SESSIONS,
    VOICE_PROFILES,
    RECORDINGS,
    TRANSCRIPTS,
    GLOSSARIES,
    USERS,
    CONSENTS,
    API_KEYS,
    METRICS,
    SYSTEM;

    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
