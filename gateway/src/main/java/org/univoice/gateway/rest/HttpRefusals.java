package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpStatus;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** What HTTP itself refuses, in words. */
final class HttpRefusals {
  private HttpRefusals() {}

  /**
   * @param methods that the path takes, where that matters
   */
  static RefusedException of(HttpStatus status, String methods) {
    return switch (status.code()) {
      case 404 ->
          new RefusedException(
              ErrorCode.RESOURCE_NOT_FOUND,
              "There is nothing at this address.",
              "Compare the path with the documentation at /docs.");
      case 405 ->
          invalid(
              status,
              "This address cannot be asked in this way.",
              methods.isEmpty()
                  ? "Compare the method with the documentation at /docs."
                  : "Use one of the methods: " + methods + ".");
      case 406 ->
          invalid(status, "The answer cannot be given in this form.", "Accept application/json.");
      case 413 ->
          invalid(
              status,
              "The request is too large.",
              "Send at most 64 KiB, or what the documentation says for this address.");
      case 414 -> invalid(status, "The address of the request is too long.", "Shorten the query.");
      case 415 ->
          invalid(
              status,
              "The body is not declared as JSON.",
              "Send a JSON object with 'Content-Type: application/json'.");
      case 431 ->
          invalid(
              status,
              "The headers of the request are too large.",
              "Send fewer or shorter headers, for example fewer cookies.");
      case 503 ->
          new RefusedException(
              ErrorCode.SERVICE_UNAVAILABLE,
              "The gateway is busy or about to restart.",
              "Try again in a moment.",
              1);
      default ->
          status.isServerError()
              ? new RefusedException(
                  ErrorCode.SERVICE_UNAVAILABLE,
                  "Something went wrong on our side.",
                  "Try again in a moment; when it stays, report the request id.",
                  1)
              : invalid(
                  status,
                  "The request is not valid HTTP.",
                  "Check the address, the headers and the body.");
    };
  }

  private static RefusedException invalid(HttpStatus status, String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion)
        .withStatus(status.code());
  }
}
