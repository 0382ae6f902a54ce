package org.univoice.gateway.access.apikey;

/**
 * A key at the only moment at which its secret is known.
 *
 * @param text what its holder sends as X-Api-Key
 */
public record NewApiKey(ApiKey key, String text) {

  /** Never the secret. */
  @Override
  public String toString() {
    return "NewApiKey[" + key + "]";
  }
}
