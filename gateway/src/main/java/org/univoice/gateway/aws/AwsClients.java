package org.univoice.gateway.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The clients of AWS that the stores share, over one HTTP client: one place decides region,
 * credentials, time-outs and retries. Safe for use by many threads.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration FIRST_WAIT = Duration.ofMillis(25);

  /** Throttling passes with the second in which it was counted. */
  private static final Duration FIRST_WAIT_WHEN_THROTTLED = Duration.ofMillis(100);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final AwsConfig config;
  private final SdkAsyncHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final DynamoDbAsyncClient dynamoDb;
  private final S3AsyncClient s3;
  private final KmsAsyncClient kms;

  public AwsClients(AwsConfig config) {
    this.config = config;
    this.http = NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).build();
    this.credentials =
        config.endpoint().isPresent()
            ? StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))
            : DefaultCredentialsProvider.builder().build();
    this.dynamoDb = configured(DynamoDbAsyncClient.builder()).build();
    // A stand-in has no host name for each bucket.
    this.s3 =
        configured(S3AsyncClient.builder()).forcePathStyle(config.endpoint().isPresent()).build();
    this.kms = configured(KmsAsyncClient.builder()).build();
  }

  public AwsConfig config() {
    return config;
  }

  public DynamoDbAsyncClient dynamoDb() {
    return dynamoDb;
  }

  public DynamoDbEnhancedAsyncClient tables() {
    // No extensions: versions are part of what is kept, and stores count them themselves.
    return DynamoDbEnhancedAsyncClient.builder()
        .dynamoDbClient(dynamoDb)
        .extensions(java.util.List.of())
        .build();
  }

  public S3AsyncClient s3() {
    return s3;
  }

  /** Makes links to objects; whoever asks for it closes it. */
  public S3Presigner presigner() {
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(Region.of(config.region()))
            // A stand-in checks links, and nothing else, against the one key that it knows.
            .credentialsProvider(
                config.endpoint().isPresent()
                    ? StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))
                    : credentials)
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(config.endpoint().isPresent())
                    .build());
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  public KmsAsyncClient kms() {
    return kms;
  }

  /** For another client of AWS: it reaches it as these do, and whoever builds it closes it. */
  public <B extends AwsClientBuilder<B, ?> & AwsAsyncClientBuilder<B, ?>> B configured(B builder) {
    builder
        .region(Region.of(config.region()))
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(retries())
                .apiCallAttemptTimeout(config.attemptTimeout())
                .apiCallTimeout(config.callTimeout())
                .build());
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder;
  }

  /** Waits grow exponentially and are left to chance in full, so that gateways do not keep step. */
  private RetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(config.attempts())
        .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_WAIT, LONGEST_WAIT))
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelay(FIRST_WAIT_WHEN_THROTTLED, LONGEST_WAIT))
        .build();
  }

  @Override
  public void close() {
    kms.close();
    s3.close();
    dynamoDb.close();
    http.close();
    if (credentials instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
