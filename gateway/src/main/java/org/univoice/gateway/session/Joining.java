package org.univoice.gateway.session;

import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Who joins a session, or comes back to it.
 *
 * @param known who comes back; keeps name and permissions
 * @param permissions empty when none were asked for
 */
public record Joining(Optional<String> known, String name, Optional<Set<Permission>> permissions) {
  public static final Joining NAMELESS = new Joining(Optional.empty(), "", Optional.empty());
  public static final int LONGEST_NAME = 100;
  private static final Set<Permission> ALL = Set.of(Permission.values());

  public Joining {
    permissions = permissions.map(Set::copyOf);
    requireFits(name);
    if (known.isPresent() && permissions.isPresent()) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "A participant keeps the permissions with which it joined.",
              "Leave 'permissions' out, or 'participantId' for a new participant.")
          .about("permissions");
    }
  }

  /** A name by which the others know somebody: who wants one says which. */
  static String requireName(String name) {
    if (name.isBlank()) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "'participantName' is empty.",
              "Send the name by which the others shall know you.")
          .about("participantName");
    }
    return requireFits(name.strip());
  }

  private static String requireFits(String name) {
    if (name.length() > LONGEST_NAME) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "'participantName' is too long.",
              "Send at most " + LONGEST_NAME + " characters.")
          .about("participantName");
    }
    return name;
  }

  Set<Permission> granted() {
    return permissions.orElse(ALL);
  }
}
