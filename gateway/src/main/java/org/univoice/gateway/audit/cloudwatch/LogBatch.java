package org.univoice.gateway.audit.cloudwatch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.univoice.gateway.audit.AuditJson;
import org.univoice.gateway.audit.ChainedEntry;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** As many entries as CloudWatch takes in one request. */
final class LogBatch {
  static final int MOST = 10_000;
  private static final int LARGEST_BYTES = 1_048_576;
  private static final int BYTES_PER_EVENT = 26;
  private static final long LONGEST_SPAN_MILLIS = 24L * 3_600_000;

  private final List<InputLogEvent> events = new ArrayList<>();
  private long bytes;
  private long first;
  private long latest;

  /**
   * @return false when there is no more room; the entry belongs into the next one then
   */
  boolean add(ChainedEntry entry) {
    String line = AuditJson.line(entry);
    long size = line.getBytes(StandardCharsets.UTF_8).length + BYTES_PER_EVENT;
    // CloudWatch wants times in order; a clock that was set back keeps its word in the entry.
    long time = Math.max(latest, entry.entry().timestamp());
    boolean full =
        events.size() == MOST
            || bytes + size > LARGEST_BYTES
            || !events.isEmpty() && time - first >= LONGEST_SPAN_MILLIS;
    if (full) {
      return false;
    }
    if (events.isEmpty()) {
      first = time;
    }
    latest = time;
    bytes += size;
    events.add(InputLogEvent.builder().timestamp(time).message(line).build());
    return true;
  }

  List<InputLogEvent> events() {
    return events;
  }
}
