package org.univoice.gateway.aws;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads an item's attributes; what is not there is empty, zero or false. */
public final class ItemReader {
  private final Map<String, AttributeValue> attributes;

  public ItemReader(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  public String text(String name) {
    return attributes.containsKey(name) ? attributes.get(name).s() : "";
  }

  public long number(String name) {
    return has(name) ? new BigDecimal(attributes.get(name).n()).longValue() : 0;
  }

  public double decimal(String name) {
    return attributes.containsKey(name) ? Double.parseDouble(attributes.get(name).n()) : 0;
  }

  public boolean flag(String name) {
    return attributes.containsKey(name) && Boolean.TRUE.equals(attributes.get(name).bool());
  }

  public Instant time(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  public Optional<Instant> timeIfThere(String name) {
    return has(name) ? Optional.of(time(name)) : Optional.empty();
  }

  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  public List<String> texts(String name) {
    return attributes.containsKey(name)
        ? attributes.get(name).l().stream().map(AttributeValue::s).toList()
        : List.of();
  }

  public ItemReader map(String name) {
    return new ItemReader(has(name) ? attributes.get(name).m() : Map.of());
  }

  /** A map as {@link ItemWriter#map(String, Map, java.util.function.BiConsumer)} wrote it. */
  public <V> Map<String, V> map(String name, BiFunction<ItemReader, String, V> read) {
    ItemReader inner = map(name);
    Map<String, V> values = new HashMap<>();
    inner.attributes.keySet().forEach(key -> values.put(key, read.apply(inner, key)));
    return values;
  }
}
