package org.univoice.gateway.aws;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes an item's attributes. What is empty is left out: a key of an index must not be empty. */
public final class ItemWriter {
  private final Map<String, AttributeValue> attributes = new HashMap<>();

  public ItemWriter text(String name, String value) {
    if (!value.isEmpty()) {
      attributes.put(name, AttributeValue.fromS(value));
    }
    return this;
  }

  public ItemWriter number(String name, long value) {
    attributes.put(name, AttributeValue.fromN(Long.toString(value)));
    return this;
  }

  /** What is no number is kept as 0: DynamoDB knows no other, and would take none of the item. */
  public ItemWriter number(String name, double value) {
    attributes.put(name, AttributeValue.fromN(Double.toString(Double.isFinite(value) ? value : 0)));
    return this;
  }

  public ItemWriter flag(String name, boolean value) {
    attributes.put(name, AttributeValue.fromBool(value));
    return this;
  }

  /** Milliseconds since the epoch. */
  public ItemWriter time(String name, Instant value) {
    return number(name, value.toEpochMilli());
  }

  public ItemWriter time(String name, Optional<Instant> value) {
    value.ifPresent(time -> time(name, time));
    return this;
  }

  public ItemWriter texts(String name, Collection<String> values) {
    attributes.put(
        name, AttributeValue.fromL(values.stream().sorted().map(AttributeValue::fromS).toList()));
    return this;
  }

  public ItemWriter map(String name, ItemWriter of) {
    attributes.put(name, AttributeValue.fromM(of.attributes()));
    return this;
  }

  /** A map with an attribute for each entry, written under its key. */
  public <V> ItemWriter map(
      String name, Map<String, V> values, BiConsumer<ItemWriter, Map.Entry<String, V>> write) {
    ItemWriter inner = new ItemWriter();
    values.entrySet().forEach(entry -> write.accept(inner, entry));
    return map(name, inner);
  }

  public Map<String, AttributeValue> attributes() {
    return attributes;
  }
}
