package org.univoice.job.amazon;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** One client per service, endpoint and process, closed by its last user. */
final class AmazonClients {

  /** The SDK's 50 are fewer than the calls that one subtask of each stage may have under way. */
  private static final int CONNECTIONS = 256;

  private static final Duration CONNECTING = Duration.ofSeconds(2);

  private static final Map<Key, Shared> OPEN = new HashMap<>();

  private AmazonClients() {}

  private record Key(Class<?> service, AmazonEndpoint endpoint) {}

  static synchronized <C extends SdkAutoCloseable> C acquire(
      Class<C> service, AmazonEndpoint endpoint, Supplier<C> connect) {
    Shared shared =
        OPEN.computeIfAbsent(new Key(service, endpoint), ignored -> new Shared(connect.get()));
    shared.users++;
    return service.cast(shared.client);
  }

  static synchronized void release(Class<?> service, AmazonEndpoint endpoint) {
    Key key = new Key(service, endpoint);
    Shared shared = OPEN.get(key);
    if (shared != null && --shared.users == 0) {
      OPEN.remove(key);
      shared.client.close();
    }
  }

  /** The SDK does not retry: attempts, back-off and breakers are the keyed call's. */
  static <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> C connect(
      B builder, AmazonEndpoint endpoint) {
    if (!endpoint.override().isEmpty()) {
      builder.endpointOverride(endpoint.uri());
    }
    return builder
        .region(Region.of(endpoint.region()))
        .overrideConfiguration(
            config ->
                config
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(endpoint.deadline()))
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .maxConcurrency(CONNECTIONS)
                .connectionTimeout(CONNECTING))
        .build();
  }

  private static final class Shared {
    private final SdkAutoCloseable client;
    private int users;

    private Shared(SdkAutoCloseable client) {
      this.client = client;
    }
  }
}
