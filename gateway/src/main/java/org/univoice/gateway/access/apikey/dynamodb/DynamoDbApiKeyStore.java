package org.univoice.gateway.access.apikey.dynamodb;

import static org.univoice.gateway.aws.AwsCalls.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.access.apikey.ApiKey;
import org.univoice.gateway.access.apikey.ApiKeyStore;
import org.univoice.gateway.aws.StoreTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Keys in a table of DynamoDB. Its own time to live clears away what has long expired. */
public final class DynamoDbApiKeyStore implements ApiKeyStore {
  private static final String TABLE = StoreTable.API_KEYS.name();
  private static final String OWNER_INDEX = StoreTable.OWNER_KEYS.name();
  private static final String ID = "keyId";
  private static final String OWNER = "userId";
  private static final String EXPIRES = "expiresAt";
  private static final String USED = "lastUsedAt";
  private static final String SUCCESSOR = "replacedBy";
  private static final Duration KEPT_AFTERWARDS = Duration.ofDays(30);

  private final DynamoDbAsyncClient dynamo;

  public DynamoDbApiKeyStore(DynamoDbAsyncClient dynamo) {
    this.dynamo = dynamo;
  }

  @Override
  public void create(ApiKey key) {
    await(
        dynamo.putItem(
            r ->
                r.tableName(TABLE)
                    .item(item(key))
                    .conditionExpression("attribute_not_exists(" + ID + ")")));
  }

  @Override
  public Optional<ApiKey> find(String id) {
    // Consistent: a revoked key must not open anything for even a second.
    Map<String, AttributeValue> item =
        await(dynamo.getItem(r -> r.tableName(TABLE).key(id(id)).consistentRead(true))).item();
    return item == null || item.isEmpty() ? Optional.empty() : Optional.of(key(item));
  }

  @Override
  public List<ApiKey> ofOwner(String ownerId) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    // Page by page: whoever counts or erases keys must not miss what the first has no room for.
    await(
        dynamo
            .queryPaginator(
                r ->
                    r.tableName(TABLE)
                        .indexName(OWNER_INDEX)
                        .keyConditionExpression(OWNER + " = :owner")
                        .expressionAttributeValues(Map.of(":owner", text(ownerId))))
            .items()
            .subscribe(items::add));
    return items.stream()
        .map(DynamoDbApiKeyStore::key)
        .sorted(Comparator.comparing(ApiKey::createdAt).reversed())
        .toList();
  }

  @Override
  public boolean replace(String id, String successor, Instant end) {
    ApiKey key = find(id).orElse(null);
    if (key == null) {
      return false;
    }
    Instant ends = end.isBefore(key.expiresAt()) ? end : key.expiresAt();
    return updated(
        id,
        "SET replacedBy = :successor, expiresAt = :end",
        "attribute_exists(keyId) AND attribute_not_exists(replacedBy)",
        Map.of(":successor", text(successor), ":end", number(ends.toEpochMilli())));
  }

  @Override
  public void used(String id, Instant at) {
    updated(
        id,
        "SET lastUsedAt = :at",
        "attribute_exists(keyId)",
        Map.of(":at", number(at.toEpochMilli())));
  }

  private boolean updated(
      String id, String expression, String condition, Map<String, AttributeValue> values) {
    try {
      await(
          dynamo.updateItem(
              r ->
                  r.tableName(TABLE)
                      .key(id(id))
                      .updateExpression(expression)
                      .conditionExpression(condition)
                      .expressionAttributeValues(values)));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public void delete(String id) {
    await(dynamo.deleteItem(r -> r.tableName(TABLE).key(id(id))));
  }

  private static Map<String, AttributeValue> item(ApiKey key) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(ID, text(key.id()));
    item.put(OWNER, text(key.ownerId()));
    item.put("name", text(key.name()));
    item.put("scopes", AttributeValue.fromSs(List.copyOf(key.scopes())));
    item.put("secretSha256", text(key.secretSha256()));
    item.put("createdAt", number(key.createdAt().toEpochMilli()));
    item.put(EXPIRES, number(key.expiresAt().toEpochMilli()));
    item.put(StoreTable.TTL, number(key.expiresAt().plus(KEPT_AFTERWARDS).getEpochSecond()));
    key.lastUsedAt().ifPresent(at -> item.put(USED, number(at.toEpochMilli())));
    key.replacedBy().ifPresent(other -> item.put(SUCCESSOR, text(other)));
    return item;
  }

  private static ApiKey key(Map<String, AttributeValue> item) {
    return new ApiKey(
        item.get(ID).s(),
        item.get(OWNER).s(),
        item.get("name").s(),
        Set.copyOf(item.get("scopes").ss()),
        item.get("secretSha256").s(),
        instant(item.get("createdAt")),
        instant(item.get(EXPIRES)),
        Optional.ofNullable(item.get(USED)).map(DynamoDbApiKeyStore::instant),
        Optional.ofNullable(item.get(SUCCESSOR)).map(AttributeValue::s));
  }

  private static Map<String, AttributeValue> id(String id) {
    return Map.of(ID, text(id));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static Instant instant(AttributeValue millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis.n()));
  }
}
