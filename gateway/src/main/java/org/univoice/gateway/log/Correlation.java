package org.univoice.gateway.log;

import org.slf4j.MDC;

/** What every log line of a connection or request can be found by. Never a ticket or a token. */
public record Correlation(String requestId, String sessionId, String participantId) {

  public static Correlation ofRequest(String requestId) {
    return new Correlation(requestId, null, null);
  }

  public Correlation with(String session, String participant) {
    return new Correlation(requestId, session, participant);
  }

  /** Lines logged by this task, on this thread, carry the ids. */
  public void run(Runnable task) {
    put("requestId", requestId);
    put("sessionId", sessionId);
    put("participantId", participantId);
    try {
      task.run();
    } finally {
      MDC.remove("requestId");
      MDC.remove("sessionId");
      MDC.remove("participantId");
    }
  }

  private static void put(String key, String value) {
    if (value != null) {
      MDC.put(key, value);
    }
  }
}
