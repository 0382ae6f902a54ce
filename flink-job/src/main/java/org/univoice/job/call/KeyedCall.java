package org.univoice.job.call;

import java.io.Serializable;
import java.util.List;
import org.univoice.log.LogFields;

/**
 * What to ask a model for an input, given what is remembered for its key, and what the answers
 * mean. Plain Java: whoever runs it supplies memory, order, time-outs, retries and recovery. One
 * call is in flight per key; keys are independent; after a restart an unfinished call is asked
 * again, so that the same answers lead to the same outputs.
 *
 * @param <IN> what arrives
 * @param <MEMORY> what is remembered per key; null when nothing is
 * @param <ANSWER> one answer of the model; a streaming model gives several
 * @param <OUT> what leaves
 */
public interface KeyedCall<IN, MEMORY, ANSWER, OUT> extends Serializable {

  /** Opens clients. Called once per subtask before anything else. */
  default void open() throws Exception {}

  /** Closes clients. */
  default void close() throws Exception {}

  /**
   * Decides what to do with an input whose turn has come.
   *
   * @param memory null when nothing is remembered
   * @param load how busy this subtask is
   */
  Plan<MEMORY, ANSWER, OUT> plan(IN input, MEMORY memory, CallLoad load);

  /**
   * One answer arrived.
   *
   * @param index 0 for the first answer of this call, however often the call was retried
   */
  Settled<MEMORY, OUT> onAnswer(IN input, MEMORY memory, ANSWER answer, int index);

  /** The call is over: no more answers come for this input. */
  Settled<MEMORY, OUT> onEnd(IN input, MEMORY memory, CallEnd end);

  /**
   * Whether a newer input of the same key makes an older, unfinished one pointless: its call is
   * then cancelled (or never made) and {@link #onEnd} is called with {@link
   * CallEnd.Reason#SUPERSEDED}.
   */
  default boolean supersedes(IN newer, IN older) {
    return false;
  }

  /**
   * The same for an older input whose turn has not come yet. Where calls may take longer than
   * inputs are apart, replacing only those that wait keeps answers coming.
   */
  default boolean replacesWaiting(IN newer, IN older) {
    return false;
  }

  /** What a log line about this input can be found by. */
  default LogFields logFields(IN input) {
    return LogFields.NONE;
  }

  /** What to do with an input. */
  sealed interface Plan<MEMORY, ANSWER, OUT> {}

  /** No model is needed: remember and send on. */
  record Pass<MEMORY, ANSWER, OUT>(MEMORY memory, List<OUT> outputs)
      implements Plan<MEMORY, ANSWER, OUT> {}

  /**
   * Ask a model.
   *
   * @param isPatient whether the answer is worth waiting for while the model is away for a moment
   */
  record Ask<MEMORY, ANSWER, OUT>(ModelCall<ANSWER> call, boolean isPatient)
      implements Plan<MEMORY, ANSWER, OUT> {

    public Ask(ModelCall<ANSWER> call) {
      this(call, true);
    }
  }

  /** What is remembered from now on (null for nothing) and what is sent on. */
  record Settled<MEMORY, OUT>(MEMORY memory, List<OUT> outputs) {}
}
