package org.univoice.gateway.recording.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.StandInS3;
import org.univoice.gateway.recording.RecordingStore;
import org.univoice.gateway.recording.RecordingStoreContract;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3RecordingStoreTest extends RecordingStoreContract {
  private static StandInS3 s3;
  private static S3Presigner presigner;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    s3 = StandInS3.start("recordings");
    key = s3.kmsKey();
    presigner =
        S3Presigner.builder()
            .endpointOverride(s3.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StandInS3.credentials())
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
  }

  @AfterAll
  static void stop() {
    presigner.close();
    s3.close();
  }

  @Override
  protected RecordingStore store() {
    return new S3RecordingStore(s3.client(), presigner, "recordings", Optional.of(key));
  }

  @Test
  void shouldEncryptByItsKey() {
    store().put(key("kms"), "m.json", "application/json", new byte[] {1});

    var head =
        s3.client()
            .headObject(r -> r.bucket("recordings").key("recordings/2026/03/01/kms/m.json"))
            .join();

    assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(head.ssekmsKeyId()).contains(key);
  }
}
