package org.univoice.gateway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What Terraform makes in production and what {@link StoreSetup} makes are the same. */
class TerraformTablesTest {
  private static final Path MODULE = Path.of("..", "terraform", "modules", "storage");

  private final AwsClients aws = StandInStores.clients();

  /** Of one table, all that the gateway relies on. Keys and indexes are "partition[, sort]". */
  private record Shape(
      Map<String, String> attributes,
      String keys,
      Map<String, String> indexes,
      Optional<String> expiresBy,
      String billing,
      boolean recoverable,
      boolean ownKey,
      Optional<String> stream) {}

  @Test
  void shouldMakeTheSameTablesInProductionAsOnAStandIn() throws IOException {
    Map<String, Shape> inProduction =
        elements(read("tables.tf.json").at("/resource/aws_dynamodb_table"))
            .collect(
                Collectors.toMap(t -> t.path("name").asText(), TerraformTablesTest::inProduction));
    Map<String, Shape> onStandIn =
        StoreTable.ALL.stream().collect(Collectors.toMap(StoreTable::name, this::onStandIn));

    assertThat(inProduction).containsExactlyInAnyOrderEntriesOf(onStandIn);
  }

  @Test
  void shouldMakeTheSameBucketsInProductionAsOnAStandIn() throws IOException {
    Set<StoreBucket> inProduction =
        elements(read("buckets.tf.json").at("/locals/buckets"))
            .map(b -> new StoreBucket(b.path("prefix").asText(), b.path("versioned").asBoolean()))
            .collect(Collectors.toSet());

    assertThat(inProduction).isEqualTo(Set.copyOf(StoreBucket.ALL));
  }

  private static Shape inProduction(JsonNode table) {
    JsonNode expiry = table.path("ttl");
    return new Shape(
        elements(table.path("attribute"))
            .collect(Collectors.toMap(a -> a.path("name").asText(), a -> a.path("type").asText())),
        keys(table),
        elements(table.path("global_secondary_index"))
            .collect(
                Collectors.toMap(
                    i -> i.path("name").asText(),
                    i -> keys(i) + " " + i.path("projection_type").asText())),
        Optional.of(expiry.path("attribute_name").asText())
            .filter(name -> expiry.path("enabled").asBoolean()),
        table.path("billing_mode").asText(),
        table.at("/point_in_time_recovery/enabled").asBoolean(),
        table.at("/server_side_encryption/enabled").asBoolean()
            && table.at("/server_side_encryption").has("kms_key_arn"),
        Optional.of(table.path("stream_view_type").asText())
            .filter(view -> table.path("stream_enabled").asBoolean()));
  }

  private static String keys(JsonNode table) {
    return Stream.of("hash_key", "range_key")
        .filter(table::has)
        .map(key -> table.path(key).asText())
        .collect(Collectors.joining(", "));
  }

  private Shape onStandIn(StoreTable table) {
    TableDescription made =
        aws.dynamoDb().describeTable(r -> r.tableName(table.name())).join().table();
    return new Shape(
        made.attributeDefinitions().stream()
            .collect(Collectors.toMap(a -> a.attributeName(), a -> a.attributeTypeAsString())),
        keys(made.keySchema()),
        made.globalSecondaryIndexes().stream()
            .collect(
                Collectors.toMap(
                    i -> i.indexName(),
                    i -> keys(i.keySchema()) + " " + i.projection().projectionTypeAsString())),
        expiresBy(table),
        made.billingModeSummary().billingModeAsString(),
        isRecoverable(table),
        Optional.ofNullable(made.sseDescription()).map(SSEDescription::kmsMasterKeyArn).isPresent(),
        Optional.ofNullable(made.streamSpecification())
            .map(stream -> stream.streamViewTypeAsString()));
  }

  private static String keys(List<KeySchemaElement> keys) {
    return keys.stream().map(KeySchemaElement::attributeName).collect(Collectors.joining(", "));
  }

  private Optional<String> expiresBy(StoreTable table) {
    return Optional.ofNullable(
        aws.dynamoDb()
            .describeTimeToLive(r -> r.tableName(table.name()))
            .join()
            .timeToLiveDescription()
            .attributeName());
  }

  private boolean isRecoverable(StoreTable table) {
    return aws.dynamoDb()
            .describeContinuousBackups(r -> r.tableName(table.name()))
            .join()
            .continuousBackupsDescription()
            .pointInTimeRecoveryDescription()
            .pointInTimeRecoveryStatus()
        == PointInTimeRecoveryStatus.ENABLED;
  }

  private static JsonNode read(String file) throws IOException {
    return new ObjectMapper().readTree(MODULE.resolve(file).toFile());
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }
}
