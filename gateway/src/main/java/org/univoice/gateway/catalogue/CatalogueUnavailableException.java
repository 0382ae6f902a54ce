package org.univoice.gateway.catalogue;

/** The models have not told yet what they serve. */
public final class CatalogueUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CatalogueUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
