package org.univoice.gateway.rest;

import java.util.List;
import java.util.Set;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Who joins a session, as a request says it; everything may be left out. */
record NewParticipant(String name, Set<Permission> permissions) {
  static final String NAME = "participantName";
  static final String PERMISSIONS = "permissions";
  static final List<String> FIELDS = List.of(NAME, PERMISSIONS);
  private static final int LONGEST_NAME = 100;

  /**
   * @throws RefusedException INVALID_REQUEST when a field is not what it should be
   */
  static NewParticipant of(RequestFields fields) {
    String name = fields.text(NAME).orElse("");
    if (name.length() > LONGEST_NAME) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "'" + NAME + "' is too long.",
          "Send at most " + LONGEST_NAME + " characters.");
    }
    return new NewParticipant(name, fields.choices(PERMISSIONS, Permission.class));
  }
}
