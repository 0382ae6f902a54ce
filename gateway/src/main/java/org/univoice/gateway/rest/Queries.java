package org.univoice.gateway.rest;

import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Values of query parameters. */
final class Queries {
  private static final String LIMIT = "limit";
  private static final int USUAL_LIMIT = 20;

  private Queries() {}

  /** How many a page holds, where the request says so. */
  static int limit(String value) {
    try {
      return value == null ? USUAL_LIMIT : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "'" + LIMIT + "' is not a whole number.",
              "Send a whole number such as " + USUAL_LIMIT + ".")
          .about(LIMIT);
    }
  }
}
