package org.univoice.gateway.error;

/** Who can do something about an error. */
public enum ErrorCategory {
  CLIENT_ERROR,
  SERVER_ERROR,
  TRANSIENT_ERROR,
  PERMANENT_ERROR
}
