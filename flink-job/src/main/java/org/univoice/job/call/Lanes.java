package org.univoice.job.call;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.univoice.job.call.Lane.Waiting;

/**
 * The lanes of all keys that have something to ask, and the calls that they share: who is asked
 * next, and what an end leads to. Everything happens on the {@link CallLoop}.
 */
final class Lanes<IN, MEMORY, ANSWER, OUT> {

  /** Hears what the lanes settle, and makes it durable. */
  interface Listener<IN, MEMORY, OUT> {

    /**
     * @param timestampMillis of the input that it answers, or {@link WatermarkHold#NO_TIMESTAMP}
     */
    void onOutput(OUT output, long timestampMillis);

    /**
     * An input has ended.
     *
     * @param memory remembered for the key from now on; null for nothing
     */
    void onEnded(Object key, Waiting<IN> input, MEMORY memory) throws Exception;
  }

  private final KeyedCall<IN, MEMORY, ANSWER, OUT> call;
  private final CallPolicy policy;
  private final CallLoop loop;
  private final RandomGenerator chance;
  private final CallMetrics metrics;
  private final Listener<IN, MEMORY, OUT> listener;
  private final Breakers breakers;
  private final RetryPolicy retry;

  private final Map<Object, Lane<IN, MEMORY>> byKey = new HashMap<>();

  /** Lanes whose head needs a call slot, longest wait first. */
  private final LinkedHashSet<Lane<IN, MEMORY>> parked = new LinkedHashSet<>();

  private int inFlight;
  private int notEnded;
  private double recentMillis;

  Lanes(
      KeyedCall<IN, MEMORY, ANSWER, OUT> call,
      CallPolicy policy,
      CallLoop loop,
      RandomGenerator chance,
      CallMetrics metrics,
      Listener<IN, MEMORY, OUT> listener) {
    this.call = call;
    this.policy = policy;
    this.loop = loop;
    this.chance = chance;
    this.metrics = metrics;
    this.listener = listener;
    this.breakers = new Breakers(policy, loop::nowMillis);
    this.retry = RetryPolicy.of(policy);
  }

  /** Keys that have a lane. */
  int busyKeys() {
    return byKey.size();
  }

  int inFlight() {
    return inFlight;
  }

  /** Inputs whose call has not been made yet. */
  int waiting() {
    return notEnded - inFlight;
  }

  boolean areSettled() {
    return notEnded == 0;
  }

  double recentMillis() {
    return recentMillis;
  }

  /** The key's lane; null when the key has nothing to ask. */
  Lane<IN, MEMORY> of(Object key) {
    return byKey.get(key);
  }

  Lane<IN, MEMORY> open(Object key, MEMORY remembered) {
    Lane<IN, MEMORY> lane = new Lane<>(key, remembered);
    byKey.put(key, lane);
    return lane;
  }

  /** An input waits for its turn, which does not come before {@link #proceed}. */
  void add(Lane<IN, MEMORY> lane, Waiting<IN> newer) {
    lane.add(newer, call::supersedes, call::replacesWaiting);
    notEnded++;
  }

  /** Does what can be done now that something was added. */
  void proceed(Lane<IN, MEMORY> lane) throws Exception {
    if (lane.flight != null && lane.isHeadSuperseded()) {
      metrics.wasted();
      endFlight(lane, lane.flight.cancel());
    } else {
      advance(lane);
    }
  }

  void proceedAll() throws Exception {
    for (Lane<IN, MEMORY> lane : List.copyOf(byKey.values())) {
      advance(lane);
    }
  }

  /** Gives up all calls under way; nothing is heard of them. */
  void cancelAll() {
    for (Lane<IN, MEMORY> lane : byKey.values()) {
      if (lane.flight != null) {
        lane.flight.cancel();
      }
    }
    byKey.clear();
  }

  /** Settles the lane's inputs in turn until one needs a call that is now under way or parked. */
  private void advance(Lane<IN, MEMORY> lane) throws Exception {
    parked.remove(lane);
    while (lane.flight == null && !lane.isEmpty()) {
      if (lane.isHeadSuperseded()) {
        end(lane, null, new CallEnd(CallEnd.Reason.SUPERSEDED, 0, "superseded before its turn"));
        continue;
      }
      var load = new CallLoad(inFlight, waiting(), recentMillis);
      var plan = call.plan(lane.head().input(), lane.memory, load);
      if (plan instanceof KeyedCall.Pass<MEMORY, ANSWER, OUT> pass) {
        settle(lane, pass.memory(), pass.outputs());
        leave(lane);
      } else if (plan instanceof KeyedCall.Ask<MEMORY, ANSWER, OUT> ask) {
        if (inFlight >= policy.maxInFlight()) {
          parked.add(lane); // planned anew when a slot is free
          return;
        }
        ask(lane, ask);
      }
    }
  }

  private void ask(Lane<IN, MEMORY> lane, KeyedCall.Ask<MEMORY, ANSWER, OUT> ask) throws Exception {
    var attempts = new CallAttempts(retry, policy.timeout().toMillis());
    var flight =
        new CallFlight<>(
            ask.call(),
            ask.isPatient(),
            breakers,
            attempts,
            loop,
            chance,
            new CallFlight.Listener<ANSWER>() {
              @Override
              public void onAnswer(ANSWER answer, int index) throws Exception {
                var settled = call.onAnswer(lane.head().input(), lane.memory, answer, index);
                settle(lane, settled.memory(), settled.outputs());
              }

              @Override
              public void onEnd(CallEnd end) throws Exception {
                endFlight(lane, end);
              }
            });
    lane.flight = flight;
    inFlight++;
    if (flight.start()) {
      metrics.started();
    } else {
      lane.flight = null;
      inFlight--;
      end(lane, flight, attempts.refused(ask.call().model()));
    }
  }

  private void endFlight(Lane<IN, MEMORY> lane, CallEnd end) throws Exception {
    CallFlight<?> flight = lane.flight;
    lane.flight = null;
    inFlight--;
    metrics.retried(Math.max(0, flight.attemptsMade() - 1));
    if (end.isCompleted()) {
      long millis = flight.millisSoFar();
      metrics.answered(millis);
      recentMillis += (millis - recentMillis) / 8;
    }
    end(lane, flight, end);
    while (inFlight < policy.maxInFlight() && !parked.isEmpty()) {
      advance(parked.iterator().next());
    }
    advance(lane);
  }

  /**
   * @param flight null when no call was needed any more
   */
  private void end(Lane<IN, MEMORY> lane, CallFlight<?> flight, CallEnd end) throws Exception {
    metrics.ended(end.reason());
    if (!end.isCompleted() && !end.isSuperseded()) {
      CallLog.unanswered(call.logFields(lane.head().input()), flight, end);
    }
    var settled = call.onEnd(lane.head().input(), lane.memory, end);
    settle(lane, settled.memory(), settled.outputs());
    leave(lane);
  }

  private void settle(Lane<IN, MEMORY> lane, MEMORY memory, List<OUT> outputs) {
    lane.memory = memory;
    long timestampMillis = lane.head().timestampMillis();
    for (OUT output : outputs) {
      listener.onOutput(output, timestampMillis);
    }
  }

  private void leave(Lane<IN, MEMORY> lane) throws Exception {
    Waiting<IN> gone = lane.leave();
    if (lane.isEmpty()) {
      byKey.remove(lane.key());
    }
    notEnded--;
    listener.onEnded(lane.key(), gone, lane.memory);
  }
}
