package org.univoice.job.log;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;

/**
 * What a log line can be found by, named as the gateway names it; never what was said. They travel
 * in the MDC, because a Flink cluster brings SLF4J 1.7, which knows no key-value pairs.
 */
public record LogFields(Map<String, String> byName) {

  public static final LogFields NONE = new LogFields(Map.of());

  public LogFields {
    byName = Map.copyOf(byName);
  }

  public static LogFields ofSession(String sessionId) {
    return NONE.and("sessionId", sessionId);
  }

  /**
   * @param track has the id of the participant whose microphone it is
   */
  public static LogFields ofSegment(String sessionId, String track, String segmentId) {
    return ofSession(sessionId).and("participantId", track).and("segmentId", segmentId);
  }

  public LogFields and(String name, String value) {
    Map<String, String> more = new HashMap<>(byName);
    more.put(name, value);
    return new LogFields(more);
  }

  /** Lines logged by this task, on this thread, carry the fields. */
  public void run(Runnable task) {
    Map<String, String> before = new HashMap<>();
    byName.forEach(
        (name, value) -> {
          before.put(name, MDC.get(name));
          MDC.put(name, value);
        });
    try {
      task.run();
    } finally {
      before.forEach(LogFields::restore);
    }
  }

  private static void restore(String name, String value) {
    if (value == null) {
      MDC.remove(name);
    } else {
      MDC.put(name, value);
    }
  }
}
