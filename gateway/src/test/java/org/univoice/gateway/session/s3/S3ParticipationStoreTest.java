package org.univoice.gateway.session.s3;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.univoice.gateway.StandInS3;
import org.univoice.gateway.session.ParticipationStore;
import org.univoice.gateway.session.ParticipationStoreContract;

class S3ParticipationStoreTest extends ParticipationStoreContract {
  private static StandInS3 s3;

  @BeforeAll
  static void start() throws Exception {
    s3 = StandInS3.start("participations");
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Override
  protected ParticipationStore store() {
    return new S3ParticipationStore(s3.client(), "participations", Optional.of(s3.kmsKey()));
  }
}
