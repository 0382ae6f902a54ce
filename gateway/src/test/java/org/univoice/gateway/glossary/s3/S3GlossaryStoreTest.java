package org.univoice.gateway.glossary.s3;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.univoice.gateway.StandInS3;
import org.univoice.gateway.glossary.GlossaryStore;
import org.univoice.gateway.glossary.GlossaryStoreContract;

class S3GlossaryStoreTest extends GlossaryStoreContract {
  private static StandInS3 s3;

  @BeforeAll
  static void start() throws Exception {
    s3 = StandInS3.start("glossaries");
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Override
  protected GlossaryStore store() {
    return new S3GlossaryStore(s3.client(), "glossaries", Optional.of(s3.kmsKey()));
  }
}
