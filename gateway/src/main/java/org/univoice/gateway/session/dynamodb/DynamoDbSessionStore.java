package org.univoice.gateway.session.dynamodb;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.aws.AwsCalls;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.aws.Expiry;
import org.univoice.gateway.aws.ItemReader;
import org.univoice.gateway.aws.MappedSchema;
import org.univoice.gateway.aws.StoreTable;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.page.Page;
import org.univoice.gateway.page.PageToken;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.StaleVersionException;
import org.univoice.gateway.session.StoredSession;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Sessions in DynamoDB. Whose write was answered only after a retry finds its own item there. */
public final class DynamoDbSessionStore implements SessionStore {
  private static final Expression ABSENT =
      Expression.builder().expression("attribute_not_exists(sessionId)").build();

  private final DynamoDbAsyncTable<StoredSession> table;
  private final Clock clock;

  public DynamoDbSessionStore(AwsClients aws, Clock clock) {
    this.table =
        aws.tables()
            .table(
                StoreTable.SESSIONS.name(),
                new MappedSchema<>(
                    StoredSession.class,
                    StoreTable.SESSIONS,
                    SessionItem::write,
                    SessionItem::read));
    this.clock = clock;
  }

  @Override
  public void create(StoredSession session) {
    if (!put(session, ABSENT)) {
      throw new RefusedException(
          ErrorCode.DATABASE_ERROR, "There is such a session already.", "Try again.");
    }
  }

  @Override
  public void update(StoredSession session) {
    if (!put(session, versionIs(session.version() - 1))) {
      throw new StaleVersionException("The session");
    }
  }

  private boolean put(StoredSession session, Expression condition) {
    try {
      AwsCalls.await(
          table.putItem(
              r ->
                  r.item(session)
                      .conditionExpression(condition)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD)));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem()
          && SessionItem.read(e.item()).equals(SessionItem.read(SessionItem.write(session)));
    }
  }

  private static Expression versionIs(long version) {
    return Expression.builder()
        .expression("#version = :former")
        .expressionNames(Map.of("#version", "version"))
        .expressionValues(Map.of(":former", AttributeValue.fromN(Long.toString(version))))
        .build();
  }

  @Override
  public Optional<StoredSession> find(String sessionId) {
    return Optional.ofNullable(
            AwsCalls.await(table.getItem(r -> r.key(key(sessionId)).consistentRead(true))))
        .filter(this::isKept);
  }

  @Override
  public Page<StoredSession> ofUser(String userId, int limit, Optional<String> nextToken) {
    Map<String, AttributeValue> after =
        nextToken
            .map(token -> PageToken.place(userId, token, place -> place(userId, place)))
            .orElse(null);
    software.amazon.awssdk.enhanced.dynamodb.model.Page<StoredSession> page =
        AwsCalls.first(
            table
                .index(StoreTable.USER_SESSIONS.name())
                .query(
                    r ->
                        r.queryConditional(
                                QueryConditional.keyEqualTo(
                                    Key.builder().partitionValue(userId).build()))
                            .scanIndexForward(false)
                            .limit(limit)
                            .exclusiveStartKey(after)));
    return new Page<>(
        page.items().stream().filter(this::isKept).toList(),
        Optional.ofNullable(page.lastEvaluatedKey())
            .filter(key -> !key.isEmpty())
            .map(ItemReader::new)
            .map(
                key ->
                    PageToken.of(
                        userId,
                        List.of(Long.toString(key.number("startTime")), key.text("sessionId")))));
  }

  private static Map<String, AttributeValue> place(String userId, List<String> place) {
    String sessionId = place.get(1);
    if (sessionId.isEmpty()) {
      throw new IllegalArgumentException("no key is empty");
    }
    return Map.of(
        "userId", AttributeValue.fromS(userId),
        "startTime", AttributeValue.fromN(Long.toString(Long.parseLong(place.get(0)))),
        "sessionId", AttributeValue.fromS(sessionId));
  }

  @Override
  public void delete(String sessionId) {
    AwsCalls.await(table.deleteItem(key(sessionId)));
  }

  private boolean isKept(StoredSession session) {
    return !Expiry.isOver(SessionItem.keptFrom(session), Expiry.OF_SESSIONS, clock.instant());
  }

  private static Key key(String sessionId) {
    return Key.builder().partitionValue(sessionId).build();
  }
}
