package org.univoice.gateway.catalogue.triton;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.catalogue.LanguageCatalogueContract;

/** The contract against the models themselves: system property univoice.triton, host:port. */
@Tag("triton")
class TritonLanguageCatalogueIT extends LanguageCatalogueContract {

  private TritonLanguageCatalogue catalogue;

  @BeforeEach
  void connect() {
    String triton = System.getProperty("univoice.triton", "127.0.0.1:8001");
    catalogue = new TritonLanguageCatalogue(triton, Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    catalogue.close();
  }

  @Override
  protected LanguageCatalogue catalogue() {
    return Answered.by(catalogue);
  }
}
