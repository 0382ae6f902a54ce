package org.univoice.gateway.user.s3;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.univoice.gateway.StandInS3;
import org.univoice.gateway.user.ConsentHistory;
import org.univoice.gateway.user.ConsentHistoryContract;

class S3ConsentHistoryTest extends ConsentHistoryContract {
  private static StandInS3 s3;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    s3 = StandInS3.start("consents");
    key = s3.kmsKey();
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Override
  protected ConsentHistory history() {
    return new S3ConsentHistory(s3.client(), "consents", Optional.of(key));
  }
}
