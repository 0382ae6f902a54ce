package org.univoice.gateway.cache;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records as JSON. What cannot be written is not cached, what cannot be read is not there: another
 * release of the gateway may have written it.
 */
public final class CachedJson<V> {
  private static final Logger LOG = LoggerFactory.getLogger(CachedJson.class);
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          // Components of records alone; what they compute from them is computed again.
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Class<V> type;
  private volatile boolean complained;

  public CachedJson(Class<V> type) {
    this.type = type;
  }

  public Optional<byte[]> write(V value) {
    try {
      return Optional.of(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      complain("written", e);
      return Optional.empty();
    }
  }

  public Optional<V> read(byte[] json) {
    try {
      return Optional.of(MAPPER.readValue(json, type));
    } catch (IOException e) {
      complain("read", e);
      return Optional.empty();
    }
  }

  /** Once: it would be so for each of them. */
  private void complain(String what, IOException e) {
    if (!complained) {
      complained = true;
      LOG.warn("A cached {} cannot be {}: {}", type.getSimpleName(), what, e.getClass().getName());
    }
  }
}
