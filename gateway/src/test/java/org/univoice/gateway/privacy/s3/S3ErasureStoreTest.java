package org.univoice.gateway.privacy.s3;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.univoice.gateway.StandInS3;
import org.univoice.gateway.privacy.ErasureStore;
import org.univoice.gateway.privacy.ErasureStoreContract;

class S3ErasureStoreTest extends ErasureStoreContract {
  private static StandInS3 s3;

  @BeforeAll
  static void start() throws Exception {
    s3 = StandInS3.start("erasures");
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Override
  protected ErasureStore store() {
    return new S3ErasureStore(s3.client(), "erasures", Optional.of(s3.kmsKey()));
  }
}
