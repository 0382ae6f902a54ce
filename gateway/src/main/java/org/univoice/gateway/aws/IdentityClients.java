package org.univoice.gateway.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.ssm.SsmAsyncClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The clients that identity needs, each made when it is first asked for, and closed together. */
public final class IdentityClients implements AutoCloseable {
  private final AwsClientSetup setup;
  private final Deque<SdkAutoCloseable> made = new ArrayDeque<>();

  public IdentityClients(AwsClientSetup setup) {
    this.setup = setup;
  }

  public CognitoIdentityProviderAsyncClient cognito() {
    return client(CognitoIdentityProviderAsyncClient.builder());
  }

  public DynamoDbAsyncClient dynamoDb() {
    return client(DynamoDbAsyncClient.builder());
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

  private <B extends AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C client(B builder) {
    C client = setup.client(builder);
    made.push(client);
    return client;
  }

  @Override
  public void close() {
    made.forEach(SdkAutoCloseable::close);
  }
}
