package org.univoice.gateway.access.apikey.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.apikey.ApiKey;
import org.univoice.gateway.access.apikey.ApiKeyStore;
import org.univoice.gateway.access.apikey.ApiKeyStoreContract;
import org.univoice.gateway.aws.StandInStores;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

class DynamoDbApiKeyStoreTest extends ApiKeyStoreContract {
  @Override
  protected ApiKeyStore store() {
    return new DynamoDbApiKeyStore(StandInStores.clients().dynamoDb());
  }

  @Test
  void shouldListAllKeysHoweverManyPagesTheyFill() {
    String owner = UUID.randomUUID().toString();
    try (DynamoDbAsyncClient dynamo = withPagesOfOne()) {
      DynamoDbApiKeyStore store = new DynamoDbApiKeyStore(dynamo);
      for (int i = 0; i < 3; i++) {
        store.create(key(owner));
      }
      assertThat(store.ofOwner(owner)).hasSize(3);
    }
  }

  /** A page holds a megabyte; nobody makes so many keys for a test. */
  private static DynamoDbAsyncClient withPagesOfOne() {
    StandInStores.clients();
    return DynamoDbAsyncClient.builder()
        .endpointOverride(StandInStores.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(o -> o.addExecutionInterceptor(new OneAPage()))
        .build();
  }

  private static ApiKey key(String owner) {
    Instant now = Instant.parse("2030-05-01T10:00:00Z");
    return new ApiKey(
        UUID.randomUUID().toString(),
        owner,
        "a name",
        Set.of("sessions:create"),
        "ab".repeat(32),
        now,
        now.plus(Duration.ofDays(1)),
        Optional.empty(),
        Optional.empty());
  }

  private static final class OneAPage implements ExecutionInterceptor {
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      return context.request() instanceof QueryRequest query
          ? query.toBuilder().limit(1).build()
          : context.request();
    }
  }
}
