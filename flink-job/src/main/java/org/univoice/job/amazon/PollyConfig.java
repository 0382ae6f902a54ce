package org.univoice.job.amazon;

import java.io.Serializable;
import java.util.List;

/**
 * How Amazon Polly is asked.
 *
 * @param engine neural, standard, long-form or generative
 * @param voices ids in order of preference, such as Camila; a language none of whose voices is
 *     named gets one of its usual dialect
 */
public record PollyConfig(AmazonEndpoint endpoint, String engine, List<String> voices)
    implements Serializable {

  private static final List<String> ENGINES =
      List.of("neural", "standard", "long-form", "generative");

  public PollyConfig {
    voices = List.copyOf(voices);
    if (!ENGINES.contains(engine)) {
      throw new IllegalArgumentException(
          "Polly's engine must be one of " + String.join(", ", ENGINES) + ", was " + engine);
    }
  }
}
