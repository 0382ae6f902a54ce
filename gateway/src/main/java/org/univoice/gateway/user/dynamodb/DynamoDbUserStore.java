package org.univoice.gateway.user.dynamodb;

import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.aws.AwsCalls;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.aws.MappedSchema;
import org.univoice.gateway.aws.StoreTable;
import org.univoice.gateway.user.StaleUserException;
import org.univoice.gateway.user.User;
import org.univoice.gateway.user.UserStore;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Accounts in DynamoDB. The index by e-mail may be a moment behind. */
public final class DynamoDbUserStore implements UserStore {
  private static final Expression ABSENT =
      Expression.builder().expression("attribute_not_exists(userId)").build();

  private final DynamoDbAsyncTable<User> table;

  public DynamoDbUserStore(AwsClients aws) {
    this.table =
        aws.tables()
            .table(
                StoreTable.USERS.name(),
                new MappedSchema<>(User.class, StoreTable.USERS, UserItem::write, UserItem::read));
  }

  @Override
  public User createIfAbsent(User user) {
    try {
      put(user, ABSENT);
      return user;
    } catch (ConditionalCheckFailedException e) {
      return UserItem.read(e.item());
    }
  }

  @Override
  public void update(User user) {
    Expression isFormer =
        Expression.builder()
            .expression("#version = :former")
            .expressionNames(Map.of("#version", "version"))
            .expressionValues(
                Map.of(":former", AttributeValue.fromN(Long.toString(user.version() - 1))))
            .build();
    try {
      put(user, isFormer);
    } catch (ConditionalCheckFailedException e) {
      // The write before was ours when its answer came too late.
      boolean isDone =
          e.hasItem() && UserItem.read(e.item()).equals(UserItem.read(UserItem.write(user)));
      if (!isDone) {
        throw new StaleUserException();
      }
    }
  }

  private void put(User user, Expression condition) {
    AwsCalls.await(
        table.putItem(
            r ->
                r.item(user)
                    .conditionExpression(condition)
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD)));
  }

  @Override
  public Optional<User> find(String userId) {
    return Optional.ofNullable(
        AwsCalls.await(table.getItem(r -> r.key(key(userId)).consistentRead(true))));
  }

  @Override
  public Optional<User> findByEmail(String email) {
    return AwsCalls.first(
            table
                .index(StoreTable.USER_EMAIL.name())
                .query(r -> r.queryConditional(QueryConditional.keyEqualTo(key(email))).limit(1)))
        .items()
        .stream()
        .findFirst();
  }

  @Override
  public void delete(String userId) {
    AwsCalls.await(table.deleteItem(key(userId)));
  }

  private static Key key(String value) {
    return Key.builder().partitionValue(value).build();
  }
}
