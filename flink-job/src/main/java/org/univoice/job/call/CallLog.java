package org.univoice.job.call;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.log.LogFields;

/**
 * The one line that a call leaves when it ends without its answer. The failure's own words are left
 * out: they are the model's, and a model may quote what was said.
 */
final class CallLog {

  private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

  private CallLog() {}

  static void unanswered(LogFields input, CallFlight<?> flight, CallEnd end) {
    input
        .and("model", flight.model())
        .and("reason", end.reason().name())
        .and("attempts", Integer.toString(flight.attemptsMade()))
        .and("answers", Integer.toString(end.answers()))
        .run(() -> log(flight.isPatient()));
  }

  /** What was not worth waiting for is not missed either. */
  private static void log(boolean isMissed) {
    if (isMissed) {
      LOG.warn("A model call ended without its answer");
    } else {
      LOG.info("A model call ended without its answer");
    }
  }
}
