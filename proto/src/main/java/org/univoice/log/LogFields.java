package org.univoice.log;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * What a log line can be found by, named alike in every process; never a ticket, a token or what
 * was said. The fields travel in the MDC, because a Flink cluster brings SLF4J 1.7, which knows no
 * key-value pairs.
 *
 * @param byName names and values, never null: what is not known is left out
 */
public record LogFields(Map<String, String> byName) {

  public static final LogFields NONE = new LogFields(Map.of());

  private static final String SESSION = "sessionId";
  private static final String PARTICIPANT = "participantId";

  public LogFields {
    byName = Map.copyOf(byName);
  }

  public static LogFields ofRequest(String requestId) {
    return NONE.and("requestId", requestId);
  }

  public static LogFields ofSession(String sessionId) {
    return NONE.and(SESSION, sessionId);
  }

  public static LogFields ofParticipant(String sessionId, String participantId) {
    return NONE.andParticipant(sessionId, participantId);
  }

  /**
   * @param track has the id of the participant whose microphone it is
   */
  public static LogFields ofSegment(String sessionId, String track, String segmentId) {
    return ofParticipant(sessionId, track).and("segmentId", segmentId);
  }

  public LogFields andSession(String sessionId) {
    return and(SESSION, sessionId);
  }

  public LogFields andParticipant(String sessionId, String participantId) {
    return andSession(sessionId).and(PARTICIPANT, participantId);
  }

  /**
   * @throws NullPointerException when there is no value: a field that is named must be there to
   *     find the line by
   */
  public LogFields and(String name, String value) {
    Map<String, String> more = new HashMap<>(byName);
    more.put(name, value);
    return new LogFields(more);
  }

  /** Lines logged by this task, on this thread, carry the fields; others stay as they were set. */
  public void run(Runnable task) {
    call(
        () -> {
          task.run();
          return null;
        });
  }

  /** As {@link #run}, for a task with a result. */
  public <T> T call(Supplier<T> task) {
    Map<String, String> before = new HashMap<>();
    byName.forEach(
        (name, value) -> {
          before.put(name, MDC.get(name));
          MDC.put(name, value);
        });
    try {
      return task.get();
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
