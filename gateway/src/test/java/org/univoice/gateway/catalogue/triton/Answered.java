package org.univoice.gateway.catalogue.triton;

import java.time.Duration;
import org.univoice.gateway.catalogue.CatalogueUnavailableException;

/** Waits for models that answer in the background. */
final class Answered {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Answered() {}

  /** The catalogue, once the synthesizer has answered, too: it may be the last. */
  static TritonLanguageCatalogue by(TritonLanguageCatalogue catalogue) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (!catalogue.languages().voices().isEmpty()) {
          return catalogue;
        }
      } catch (CatalogueUnavailableException e) {
        // The models have not answered yet.
      }
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError("no answer from the models");
      }
      Thread.onSpinWait();
    }
  }
}
