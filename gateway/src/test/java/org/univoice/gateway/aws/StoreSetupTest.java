package org.univoice.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class StoreSetupTest {
  private final AwsClients aws = StandInStores.clients();

  @Test
  void shouldMakeEveryTableWithItsKeysAndIndexes() {
    assertThat(keys("univoice-sessions")).containsExactly("sessionId HASH");
    assertThat(indexes("univoice-sessions"))
        .isEqualTo(
            Map.of(
                "UserSessionsIndex", List.of("userId HASH", "startTime RANGE"),
                "StatusIndex", List.of("status HASH", "startTime RANGE")));
    assertThat(keys("univoice-voice-profiles")).containsExactly("profileId HASH");
    assertThat(indexes("univoice-voice-profiles"))
        .isEqualTo(Map.of("UserProfilesIndex", List.of("userId HASH", "createdAt RANGE")));
    assertThat(keys("univoice-users")).containsExactly("userId HASH");
    assertThat(indexes("univoice-users")).isEqualTo(Map.of("EmailIndex", List.of("email HASH")));
    assertThat(keys("univoice-translation-segments"))
        .containsExactly("sessionId HASH", "segmentId RANGE");
    assertThat(indexes("univoice-translation-segments")).isEmpty();
  }

  @Test
  void shouldExpireSessionsAndSegmentsOnly() {
    assertThat(expiry("univoice-sessions")).isEqualTo(TimeToLiveStatus.ENABLED);
    assertThat(expiry("univoice-translation-segments")).isEqualTo(TimeToLiveStatus.ENABLED);
    assertThat(expiry("univoice-users")).isEqualTo(TimeToLiveStatus.DISABLED);
    assertThat(expiry("univoice-voice-profiles")).isEqualTo(TimeToLiveStatus.DISABLED);
  }

  @Test
  void shouldBillOnDemandRecoverAndEncryptVoicesWithTheOwnKey() {
    for (StoreTable table : StoreTable.ALL) {
      assertThat(table(table.name()).billingModeSummary().billingMode())
          .isEqualTo(BillingMode.PAY_PER_REQUEST);
      assertThat(
              aws.dynamoDb()
                  .describeContinuousBackups(r -> r.tableName(table.name()))
                  .join()
                  .continuousBackupsDescription()
                  .pointInTimeRecoveryDescription()
                  .pointInTimeRecoveryStatus())
          .isEqualTo(PointInTimeRecoveryStatus.ENABLED);
    }
    assertThat(table("univoice-voice-profiles").sseDescription().kmsMasterKeyArn())
        .contains(AwsConfig.KMS_KEY);
    assertThat(table("univoice-translation-segments").streamSpecification().streamEnabled())
        .isTrue();
  }

  @Test
  void shouldMakeBothBucketsEncryptedAndKeepVersionsOfVoicesOnly() {
    assertThat(versioning("univoice-voice-embeddings-us-east-1"))
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(versioning("univoice-session-recordings-us-east-1")).isNull();
    for (StoreBucket bucket : StoreBucket.ALL) {
      var rules =
          aws.s3()
              .getBucketEncryption(r -> r.bucket(bucket.in("us-east-1")))
              .join()
              .serverSideEncryptionConfiguration()
              .rules();
      assertThat(rules.get(0).applyServerSideEncryptionByDefault().sseAlgorithm())
          .isEqualTo(ServerSideEncryption.AWS_KMS);
    }
  }

  @Test
  void shouldLeaveWhatIsThereWhenItIsRunAgain() {
    var before = table("univoice-sessions").creationDateTime();
    StoreSetup.ensure(aws.config());
    assertThat(table("univoice-sessions").creationDateTime()).isEqualTo(before);
    assertThat(aws.kms().listAliases().join().aliases())
        .filteredOn(alias -> alias.aliasName().equals(AwsConfig.KMS_KEY))
        .hasSize(1);
  }

  private TableDescription table(String name) {
    return aws.dynamoDb().describeTable(r -> r.tableName(name)).join().table();
  }

  private List<String> keys(String table) {
    return keys(table(table).keySchema());
  }

  private Map<String, List<String>> indexes(String table) {
    return table(table).globalSecondaryIndexes().stream()
        .collect(
            Collectors.toMap(
                GlobalSecondaryIndexDescription::indexName, index -> keys(index.keySchema())));
  }

  private static List<String> keys(List<KeySchemaElement> schema) {
    return schema.stream().map(key -> key.attributeName() + " " + key.keyType()).toList();
  }

  private TimeToLiveStatus expiry(String table) {
    return aws.dynamoDb()
        .describeTimeToLive(r -> r.tableName(table))
        .join()
        .timeToLiveDescription()
        .timeToLiveStatus();
  }

  private BucketVersioningStatus versioning(String bucket) {
    return aws.s3().getBucketVersioning(r -> r.bucket(bucket)).join().status();
  }
}
