package org.univoice.gateway.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.ssm.SsmAsyncClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The clients that identity needs, each made when it is first asked for, and closed together. */
public final class IdentityClients implements AutoCloseable {
  private final Supplier<AwsConfig> config;
  private final Deque<SdkAutoCloseable> made = new ArrayDeque<>();
  private AwsClients clients;

  /**
   * @param config asked for when AWS is needed, which may be never
   */
  public IdentityClients(Supplier<AwsConfig> config) {
    this.config = config;
  }

  public CognitoIdentityProviderAsyncClient cognito() {
    return client(CognitoIdentityProviderAsyncClient.builder());
  }

  public CloudWatchLogsAsyncClient logs() {
    return client(CloudWatchLogsAsyncClient.builder());
  }

  public SecretsManagerAsyncClient secrets() {
    return client(SecretsManagerAsyncClient.builder());
  }

  public SsmAsyncClient parameters() {
    return client(SsmAsyncClient.builder());
  }

  private <
          B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>,
          C extends SdkAutoCloseable>
      C client(B builder) {
    if (clients == null) {
      clients = new AwsClients(config.get());
    }
    C client = clients.configured(builder).build();
    made.push(client);
    return client;
  }

  @Override
  public void close() {
    made.forEach(SdkAutoCloseable::close);
    if (clients != null) {
      clients.close();
    }
  }
}
