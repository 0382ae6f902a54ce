package org.univoice.gateway.transcript.dynamodb;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.univoice.gateway.aws.AwsCalls;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.aws.Expiry;
import org.univoice.gateway.aws.MappedSchema;
import org.univoice.gateway.aws.StoreTable;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.stream.Backoff;
import org.univoice.gateway.transcript.SegmentStore;
import org.univoice.gateway.transcript.TranslationSegment;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbAsyncTable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedAsyncClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteResult;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;

/** What was said, in DynamoDB, written and removed in batches. */
public final class DynamoDbSegmentStore implements SegmentStore {
  /** BatchWriteItem takes no more. */
  private static final int BATCH = 25;

  /** With the waits between them three to six seconds. */
  private static final int ROUNDS = 10;

  private final DynamoDbEnhancedAsyncClient tables;
  private final DynamoDbAsyncTable<TranslationSegment> table;
  private final Clock clock;
  private final RandomGenerator random = RandomGenerator.getDefault();

  public DynamoDbSegmentStore(AwsClients aws, Clock clock) {
    this.tables = aws.tables();
    this.table =
        tables.table(
            StoreTable.SEGMENTS.name(),
            new MappedSchema<>(
                TranslationSegment.class,
                StoreTable.SEGMENTS,
                SegmentItem::write,
                SegmentItem::read));
    this.clock = clock;
  }

  @Override
  public void put(List<TranslationSegment> segments) {
    // A batch must not name an item twice; the last one is what is meant.
    Map<Key, TranslationSegment> last = new LinkedHashMap<>();
    segments.forEach(segment -> last.put(key(segment), segment));
    inBatches(List.copyOf(last.values()), this::putSome);
  }

  private List<TranslationSegment> putSome(List<TranslationSegment> some) {
    WriteBatch.Builder<TranslationSegment> batch =
        WriteBatch.builder(TranslationSegment.class).mappedTableResource(table);
    some.forEach(batch::addPutItem);
    return write(batch.build()).unprocessedPutItemsForTable(table);
  }

  @Override
  public List<TranslationSegment> ofSession(String sessionId) {
    return all(sessionId).stream()
        .filter(segment -> !Expiry.isOver(segment.saidAt(), Expiry.OF_SEGMENTS, clock.instant()))
        .sorted(TranslationSegment.IN_ORDER)
        .toList();
  }

  private List<TranslationSegment> all(String sessionId) {
    QueryConditional ofSession =
        QueryConditional.keyEqualTo(Key.builder().partitionValue(sessionId).build());
    return AwsCalls.all(table.query(r -> r.queryConditional(ofSession).consistentRead(true)));
  }

  @Override
  public void deleteSession(String sessionId) {
    delete(all(sessionId));
  }

  @Override
  public void deleteParticipant(String sessionId, String participantId) {
    delete(
        all(sessionId).stream()
            .filter(segment -> segment.participantId().equals(participantId))
            .toList());
  }

  private void delete(List<TranslationSegment> segments) {
    inBatches(segments.stream().map(DynamoDbSegmentStore::key).toList(), this::deleteSome);
  }

  private List<Key> deleteSome(List<Key> some) {
    WriteBatch.Builder<TranslationSegment> batch =
        WriteBatch.builder(TranslationSegment.class).mappedTableResource(table);
    some.forEach(batch::addDeleteItem);
    return write(batch.build()).unprocessedDeleteItemsForTable(table);
  }

  private BatchWriteResult write(WriteBatch batch) {
    return AwsCalls.await(tables.batchWriteItem(r -> r.writeBatches(batch)));
  }

  private <T> void inBatches(List<T> items, Batch<T> batch) {
    for (int at = 0; at < items.size(); at += BATCH) {
      List<T> left = items.subList(at, Math.min(items.size(), at + BATCH));
      Backoff backoff = new Backoff();
      while (true) {
        left = new ArrayList<>(batch.write(left));
        if (left.isEmpty()) {
          break;
        }
        if (backoff.failures() == ROUNDS) {
          throw tooMuch();
        }
        pause(backoff.failedMillis(random));
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooMuch();
    }
  }

  private static RefusedException tooMuch() {
    return new RefusedException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The store takes no more at the moment.",
        "Try again in a few seconds.",
        2);
  }

  private static Key key(TranslationSegment segment) {
    return Key.builder()
        .partitionValue(segment.sessionId())
        .sortValue(SegmentItem.sortKey(segment))
        .build();
  }

  /** Writes some items. */
  @FunctionalInterface
  private interface Batch<T> {
    /** What was not taken, because it was too much at once. */
    List<T> write(List<T> some);
  }
}
