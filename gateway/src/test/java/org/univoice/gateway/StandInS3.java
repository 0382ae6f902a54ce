package org.univoice.gateway;

import java.net.URI;
import org.univoice.gateway.stream.kinesis.StandIn;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** S3 on this machine, with a bucket in it. */
public final class StandInS3 implements AutoCloseable {
  private final StandIn standIn;
  private final S3AsyncClient client;

  private StandInS3(StandIn standIn) {
    this.standIn = standIn;
    this.client = clientOf(standIn.endpoint());
  }

  public static StandInS3 start(String bucket) throws Exception {
    StandInS3 started = new StandInS3(StandIn.start());
    started.client.createBucket(r -> r.bucket(bucket)).join();
    return started;
  }

  /** Also of what stands in between. */
  public static S3AsyncClient clientOf(URI endpoint) {
    return S3AsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(credentials())
        .build();
  }

  /** The one key that the stand-in knows: it checks links against it. */
  public static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
  }

  /** Id of a new one. */
  public String kmsKey() {
    try (KmsAsyncClient kms =
        KmsAsyncClient.builder()
            .endpointOverride(endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials())
            .build()) {
      return kms.createKey().join().keyMetadata().keyId();
    }
  }

  public URI endpoint() {
    return standIn.endpoint();
  }

  public S3AsyncClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    standIn.close();
  }
}
