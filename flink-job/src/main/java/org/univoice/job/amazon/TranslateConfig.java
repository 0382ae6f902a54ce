package org.univoice.job.amazon;

import java.io.Serializable;

/**
 * How Amazon Translate is asked.
 *
 * @param terminology name of a custom terminology in the account; empty for none. The API takes one
 * @param formality FORMAL, INFORMAL, or empty to leave it to the service
 * @param profanityMasked whether profane words become "?$#@$"
 * @param comprehend where names are found and languages checked; null to do neither
 */
public record TranslateConfig(
    AmazonEndpoint endpoint,
    String terminology,
    String formality,
    boolean profanityMasked,
    AmazonEndpoint comprehend)
    implements Serializable {

  public TranslateConfig {
    if (!formality.isEmpty() && !formality.equals("FORMAL") && !formality.equals("INFORMAL")) {
      throw new IllegalArgumentException(
          "Translate's formality must be formal or informal, was " + formality);
    }
  }
}
