package org.univoice.gateway.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.univoice.gateway.json.StrictJson;

/**
 * Entries as lines of canonical JSON: names in the order of their characters, no white space, so
 * that one entry has one text and one hash.
 */
public final class AuditJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIELDS = 13;

  private AuditJson() {}

  /** One line, without its end. */
  public static String line(ChainedEntry chained) {
    Map<String, Object> fields = fields(chained);
    fields.put("hash", chained.hash());
    return text(fields);
  }

  /** What the hash is taken of. */
  static String hashed(ChainedEntry chained) {
    return text(fields(chained));
  }

  /**
   * @throws IllegalArgumentException when it is not exactly what {@link #line} writes
   */
  public static ChainedEntry parse(String line) {
    try {
      JsonNode node = StrictJson.read(line);
      Map<String, String> details = new TreeMap<>();
      node.path("details")
          .properties()
          .forEach(detail -> details.put(detail.getKey(), detail.getValue().asText()));
      ChainedEntry chained =
          new ChainedEntry(
              node.path("sequence").asLong(),
              node.path("eventId").asText(),
              new AuditEntry(
                  node.path("timestamp").asLong(),
                  node.path("userId").asText(),
                  node.path("action").asText(),
                  node.path("resource").asText(),
                  node.path("resourceId").asText(),
                  node.path("ipAddress").asText(),
                  node.path("userAgent").asText(),
                  AuditEntry.Result.valueOf(node.path("result").asText()),
                  details),
              node.path("previousHash").asText(),
              node.path("hash").asText());
      if (node.size() != FIELDS || !line(chained).equals(line)) {
        throw new IllegalArgumentException("Not an entry as it was written");
      }
      return chained;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON", e);
    }
  }

  private static Map<String, Object> fields(ChainedEntry chained) {
    AuditEntry entry = chained.entry();
    Map<String, Object> fields = new TreeMap<>();
    fields.put("sequence", chained.sequence());
    fields.put("eventId", chained.eventId());
    fields.put("timestamp", entry.timestamp());
    fields.put("userId", entry.userId());
    fields.put("action", entry.action());
    fields.put("resource", entry.resource());
    fields.put("resourceId", entry.resourceId());
    fields.put("ipAddress", entry.ipAddress());
    fields.put("userAgent", entry.userAgent());
    fields.put("result", entry.result().name());
    fields.put("details", new TreeMap<>(entry.details()));
    fields.put("previousHash", chained.previousHash());
    return fields;
  }

  private static String text(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
