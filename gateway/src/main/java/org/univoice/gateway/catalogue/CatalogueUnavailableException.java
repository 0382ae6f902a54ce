package org.univoice.gateway.catalogue;

import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.Explained;
import org.univoice.gateway.error.RefusedException;

/** The models have not told yet what they serve. */
public final class CatalogueUnavailableException extends RuntimeException implements Explained {
  private static final long serialVersionUID = 1L;

  public CatalogueUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public RefusedException explained() {
    return new RefusedException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The models are still being loaded.",
        "Try again in a moment.",
        2);
  }
}
