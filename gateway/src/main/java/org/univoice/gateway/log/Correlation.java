package org.univoice.gateway.log;

import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * What every log line of a connection or request can be found by. Never a ticket or a token. What
 * is null here stays as whoever called has set it.
 */
public record Correlation(String requestId, String sessionId, String participantId) {

  public static Correlation ofRequest(String requestId) {
    return new Correlation(requestId, null, null);
  }

  public static Correlation ofSession(String sessionId) {
    return new Correlation(null, sessionId, null);
  }

  public static Correlation ofParticipant(String sessionId, String participantId) {
    return new Correlation(null, sessionId, participantId);
  }

  public Correlation with(String session, String participant) {
    return new Correlation(requestId, session, participant);
  }

  /** Lines logged by this task, on this thread, carry the ids. */
  public void run(Runnable task) {
    call(
        () -> {
          task.run();
          return null;
        });
  }

  /** As {@link #run}, for a task with a result. */
  public <T> T call(Supplier<T> task) {
    String requestBefore = put("requestId", requestId);
    String sessionBefore = put("sessionId", sessionId);
    String participantBefore = put("participantId", participantId);
    try {
      return task.get();
    } finally {
      restore("requestId", requestBefore);
      restore("sessionId", sessionBefore);
      restore("participantId", participantBefore);
    }
  }

  private static String put(String key, String value) {
    String before = MDC.get(key);
    if (value != null) {
      MDC.put(key, value);
    }
    return before;
  }

  private static void restore(String key, String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
