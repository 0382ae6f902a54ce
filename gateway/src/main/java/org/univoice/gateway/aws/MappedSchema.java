package org.univoice.gateway.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableMetadata;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table of records that are written and read by two functions, attribute by attribute. */
public final class MappedSchema<T> implements TableSchema<T> {
  private final EnhancedType<T> type;
  private final TableMetadata metadata;
  private final Function<T, Map<String, AttributeValue>> write;
  private final Function<Map<String, AttributeValue>, T> read;

  public MappedSchema(
      Class<T> type,
      StoreTable table,
      Function<T, Map<String, AttributeValue>> write,
      Function<Map<String, AttributeValue>, T> read) {
    this.type = EnhancedType.of(type);
    this.metadata = metadata(table);
    this.write = write;
    this.read = read;
  }

  private static TableMetadata metadata(StoreTable table) {
    StaticTableMetadata.Builder builder = StaticTableMetadata.builder();
    String primary = TableMetadata.primaryIndexName();
    builder.addIndexPartitionKey(primary, table.key(), AttributeValueType.S);
    builder.markAttributeAsKey(table.key(), AttributeValueType.S);
    table
        .sortKey()
        .ifPresent(
            key -> {
              builder.addIndexSortKey(primary, key, AttributeValueType.S);
              builder.markAttributeAsKey(key, AttributeValueType.S);
            });
    for (StoreTable.Index index : table.indexes()) {
      builder.addIndexPartitionKey(index.name(), index.key(), AttributeValueType.S);
      builder.markAttributeAsKey(index.key(), AttributeValueType.S);
      index
          .sortKey()
          .ifPresent(
              key -> {
                builder.addIndexSortKey(index.name(), key, AttributeValueType.N);
                builder.markAttributeAsKey(key, AttributeValueType.N);
              });
    }
    return builder.build();
  }

  @Override
  public T mapToItem(Map<String, AttributeValue> attributes) {
    return read.apply(attributes);
  }

  @Override
  public Map<String, AttributeValue> itemToMap(T item, boolean ignoreNulls) {
    return write.apply(item);
  }

  @Override
  public Map<String, AttributeValue> itemToMap(T item, Collection<String> attributes) {
    Map<String, AttributeValue> all = new HashMap<>(write.apply(item));
    all.keySet().retainAll(attributes);
    return all;
  }

  @Override
  public AttributeValue attributeValue(T item, String attribute) {
    return write.apply(item).get(attribute);
  }

  @Override
  public TableMetadata tableMetadata() {
    return metadata;
  }

  @Override
  public EnhancedType<T> itemType() {
    return type;
  }

  @Override
  public List<String> attributeNames() {
    return new ArrayList<>(metadata.allKeys());
  }

  @Override
  public boolean isAbstract() {
    return false;
  }
}
