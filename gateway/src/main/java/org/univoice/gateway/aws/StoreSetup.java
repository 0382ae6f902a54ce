package org.univoice.gateway.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * Makes key, tables and buckets on a stand-in, where they are missing; in production they are part
 * of the infrastructure, and the gateway may not make any.
 */
public final class StoreSetup {
  private final AwsClients aws;

  private StoreSetup(AwsClients aws) {
    this.aws = aws;
  }

  /** Returns when everything is there; what is there already stays as it is. */
  public static void ensure(AwsConfig config) {
    try (AwsClients patient = new AwsClients(config.patient())) {
      new StoreSetup(patient).ensure();
    }
  }

  private void ensure() {
    ensureKey();
    List<CompletableFuture<?>> made = new ArrayList<>();
    StoreTable.ALL.forEach(table -> made.add(CompletableFuture.runAsync(() -> ensure(table))));
    StoreBucket.ALL.forEach(bucket -> made.add(CompletableFuture.runAsync(() -> ensure(bucket))));
    AwsCalls.await(CompletableFuture.allOf(made.toArray(CompletableFuture[]::new)));
  }

  private void ensureKey() {
    String alias = aws.config().kmsKey();
    try {
      aws.kms().describeKey(r -> r.keyId(alias)).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof NotFoundException)) {
        throw e;
      }
      String key =
          AwsCalls.await(aws.kms().createKey(r -> r.description("what users keep")))
              .keyMetadata()
              .keyId();
      AwsCalls.await(aws.kms().enableKeyRotation(r -> r.keyId(key)));
      AwsCalls.await(aws.kms().createAlias(r -> r.aliasName(alias).targetKeyId(key)));
    }
  }

  private void ensure(StoreTable table) {
    try {
      aws.dynamoDb().createTable(request(table)).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof ResourceInUseException)) {
        throw e;
      }
    }
    AwsCalls.await(aws.dynamoDb().waiter().waitUntilTableExists(r -> r.tableName(table.name())));
    if (table.expires()) {
      ensureExpiry(table);
    }
    if (table.pointInTimeRecovery()) {
      AwsCalls.await(
          aws.dynamoDb()
              .updateContinuousBackups(
                  r ->
                      r.tableName(table.name())
                          .pointInTimeRecoverySpecification(
                              p -> p.pointInTimeRecoveryEnabled(true))));
    }
  }

  private void ensureExpiry(StoreTable table) {
    TimeToLiveStatus status =
        AwsCalls.await(aws.dynamoDb().describeTimeToLive(r -> r.tableName(table.name())))
            .timeToLiveDescription()
            .timeToLiveStatus();
    if (status != TimeToLiveStatus.ENABLED) {
      AwsCalls.await(
          aws.dynamoDb()
              .updateTimeToLive(
                  r ->
                      r.tableName(table.name())
                          .timeToLiveSpecification(
                              t -> t.attributeName(StoreTable.TTL).enabled(true))));
    }
  }

  private CreateTableRequest request(StoreTable table) {
    List<AttributeDefinition> attributes = new ArrayList<>();
    attributes.add(attribute(table.key(), ScalarAttributeType.S));
    table.sortKey().ifPresent(key -> attributes.add(attribute(key, ScalarAttributeType.S)));
    for (StoreTable.Index index : table.indexes()) {
      attributes.add(attribute(index.key(), ScalarAttributeType.S));
      index.sortKey().ifPresent(key -> attributes.add(attribute(key, ScalarAttributeType.N)));
    }
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attributes.stream().distinct().toList())
            .keySchema(keys(table.key(), table.sortKey().orElse(null)));
    if (table.ownKey()) {
      request.sseSpecification(
          s -> s.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId(aws.config().kmsKey()));
    }
    if (table.streamed()) {
      request.streamSpecification(
          s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
    }
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(StoreSetup::index).toList());
    }
    return request.build();
  }

  private static GlobalSecondaryIndex index(StoreTable.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys(index.key(), index.sortKey().orElse(null)))
        .projection(p -> p.projectionType(ProjectionType.ALL))
        .build();
  }

  private static List<KeySchemaElement> keys(String partition, String sort) {
    List<KeySchemaElement> keys = new ArrayList<>();
    keys.add(KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build());
    if (sort != null) {
      keys.add(KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build());
    }
    return keys;
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private void ensure(StoreBucket bucket) {
    String name = bucket.in(aws.config().region());
    try {
      aws.s3().createBucket(r -> r.bucket(name)).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof BucketAlreadyOwnedByYouException)
          && !(e.getCause() instanceof BucketAlreadyExistsException)) {
        throw e;
      }
    }
    ServerSideEncryptionByDefault byDefault =
        ServerSideEncryptionByDefault.builder()
            .sseAlgorithm(ServerSideEncryption.AWS_KMS)
            .kmsMasterKeyID(aws.config().kmsKey())
            .build();
    AwsCalls.await(
        aws.s3()
            .putBucketEncryption(
                r ->
                    r.bucket(name)
                        .serverSideEncryptionConfiguration(
                            c ->
                                c.rules(
                                    ServerSideEncryptionRule.builder()
                                        .applyServerSideEncryptionByDefault(byDefault)
                                        .bucketKeyEnabled(true)
                                        .build()))));
    if (bucket.versioned()) {
      AwsCalls.await(
          aws.s3()
              .putBucketVersioning(
                  r ->
                      r.bucket(name)
                          .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED))));
    }
  }
}
