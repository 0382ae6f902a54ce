package org.univoice.job.call;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.univoice.job.call.KeyedCall.Settled;

/**
 * Runs a {@link KeyedCall}: one call in flight per key, keys independent of each other.
 *
 * <p>An input stays in keyed state from its arrival until its call has ended; a restart therefore
 * asks again. Answers handed over before the restart are handed over again, which is why outputs
 * downstream carry deterministic ids. Model answers arrive on foreign threads and are only ever
 * handled as mail, on the task's own thread, with the key set.
 *
 * <p>An exception out of the {@link KeyedCall} itself is a bug and fails the task; a failed model
 * call never does: it ends in a named outcome.
 *
 * <table>
 *   <caption>Keyed state</caption>
 *   <tr><td>waiting</td><td>position → (timestamp, input) of calls that have not ended</td></tr>
 *   <tr><td>memory</td><td>what the call remembers; absent when it remembers nothing</td></tr>
 * </table>
 */
final class KeyedCallOperator<IN, MEMORY, ANSWER, OUT> extends AbstractStreamOperator<OUT>
    implements OneInputStreamOperator<IN, OUT>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private static final String WAITING = "waiting";
  private static final String MEMORY_STATE = "memory";

  /** Inputs that may wait per call in flight before the input is held back. */
  private static final int WAITING_PER_CALL = 16;

  private final KeyedCall<IN, MEMORY, ANSWER, OUT> call;
  private final TypeInformation<IN> inputType;
  private final TypeInformation<MEMORY> memoryType;
  private final CallPolicy policy;
  private final transient MailboxExecutor mailbox;

  private transient MapState<Long, Tuple2<Long, IN>> waiting;
  private transient ValueState<MEMORY> memory;
  private transient PendingCalls<IN> pending;
  private transient Breakers breakers;
  private transient CallMetrics metrics;
  private transient RandomGenerator random;
  private transient TreeMap<Long, Integer> owedTimestamps;
  private transient long watermark;
  private transient long emittedWatermark;
  private transient int inFlight;
  private transient volatile boolean closed;

  KeyedCallOperator(
      StreamOperatorParameters<OUT> parameters,
      KeyedCall<IN, MEMORY, ANSWER, OUT> call,
      TypeInformation<IN> inputType,
      TypeInformation<MEMORY> memoryType,
      CallPolicy policy,
      MailboxExecutor mailbox) {
    setup(parameters.getContainingTask(), parameters.getStreamConfig(), parameters.getOutput());
    setProcessingTimeService(parameters.getProcessingTimeService());
    this.call = call;
    this.inputType = inputType;
    this.memoryType = memoryType;
    this.policy = policy;
    this.mailbox = mailbox;
  }

  @Override
  public void open() throws Exception {
    super.open();
    pending = new PendingCalls<>();
    breakers = new Breakers(policy, this::now);
    metrics = new CallMetrics();
    random = RandomGenerator.getDefault();
    owedTimestamps = new TreeMap<>();
    watermark = Long.MIN_VALUE;
    emittedWatermark = Long.MIN_VALUE;
    var waitingDescriptor =
        new MapStateDescriptor<Long, Tuple2<Long, IN>>(
            WAITING, Types.LONG, Types.TUPLE(Types.LONG, inputType));
    waiting = getRuntimeContext().getMapState(waitingDescriptor);
    memory = getRuntimeContext().getState(new ValueStateDescriptor<>(MEMORY_STATE, memoryType));
    registerMetrics(getMetricGroup().addGroup("calls"));
    call.open();
    askAgainAfterRestore(waitingDescriptor);
  }

  @Override
  public void processElement(StreamRecord<IN> record) throws Exception {
    Object key = getCurrentKey();
    IN input = record.getValue();
    long timestamp = record.hasTimestamp() ? record.getTimestamp() : Long.MIN_VALUE;
    for (PendingCall<IN> older : pending.of(key)) {
      boolean isReplaced = !older.started && call.replacesWaiting(input, older.input);
      if (isReplaced || call.supersedes(input, older.input)) {
        end(older, CallEnd.Reason.SUPERSEDED, "a newer input made it pointless");
      }
    }
    PendingCall<IN> arrived = pending.add(key, timestamp, input);
    waiting.put(arrived.position, Tuple2.of(timestamp, input));
    owe(timestamp);
    advance(key);
    while (pending.size() > policy.maxInFlight() * WAITING_PER_CALL && !closed) {
      mailbox.yield();
    }
  }

  /** Takes up the key's inputs in order until one needs a call, or none is left. */
  private void advance(Object key) throws Exception {
    PendingCall<IN> head;
    while ((head = pending.head(key)) != null && !head.started) {
      setCurrentKey(key);
      var plan = call.plan(head.input, memory.value(), load());
      if (plan instanceof KeyedCall.Pass<MEMORY, ANSWER, OUT> pass) {
        settle(head, new Settled<>(pass.memory(), pass.outputs()));
        forget(head);
      } else if (plan instanceof KeyedCall.Ask<MEMORY, ANSWER, OUT> ask) {
        if (inFlight >= policy.maxInFlight()) {
          pending.waitForCapacity(key);
          return;
        }
        head.started = true;
        head.startedMillis = now();
        head.attempts = new CallAttempts(policy);
        inFlight++;
        attempt(head, ask.call());
      }
    }
  }

  private void attempt(PendingCall<IN> item, ModelCall<ANSWER> modelCall) throws Exception {
    item.model = modelCall.model();
    if (!breakers.allows(item.model)) {
      end(item, CallEnd.Reason.CIRCUIT_OPEN, item.model + " has failed too often lately");
      advance(item.key);
      return;
    }
    int attempt = item.attempts.begin();
    item.attemptOpen = true;
    item.attemptStartedMillis = now();
    metrics.attempted();
    item.timer = later(policy.timeout().toMillis(), () -> timedOut(item, modelCall, attempt));
    item.underWay =
        modelCall.start(
            new ModelCall.AnswerObserver<>() {
              @Override
              public void onAnswer(ANSWER answer) {
                mail(() -> answered(item, modelCall, attempt, answer), "model answer");
              }

              @Override
              public void onCompleted() {
                mail(() -> completed(item, attempt), "model call completed");
              }

              @Override
              public void onFailed(Throwable cause) {
                mail(() -> failed(item, modelCall, attempt, cause), "model call failed");
              }
            });
  }

  private void answered(
      PendingCall<IN> item, ModelCall<ANSWER> modelCall, int attempt, ANSWER answer)
      throws Exception {
    if (isOver(item, attempt)) {
      return;
    }
    item.stopTimer();
    item.timer = later(policy.timeout().toMillis(), () -> timedOut(item, modelCall, attempt));
    int index = item.attempts.answered();
    if (index >= 0) {
      setCurrentKey(item.key);
      settle(item, call.onAnswer(item.input, memory.value(), answer, index));
    }
  }

  private void completed(PendingCall<IN> item, int attempt) throws Exception {
    if (isOver(item, attempt)) {
      return;
    }
    item.attemptOpen = false;
    breakers.succeeded(item.model, now() - item.attemptStartedMillis);
    end(item, CallEnd.Reason.COMPLETED, "");
    advance(item.key);
  }

  private void timedOut(PendingCall<IN> item, ModelCall<ANSWER> modelCall, int attempt)
      throws Exception {
    if (isOver(item, attempt)) {
      return;
    }
    item.stopCall();
    var cause =
        new ModelCallException(
            item.model + " did not answer within " + policy.timeout().toMillis() + " ms",
            true,
            null);
    tryAgainOrEnd(item, modelCall, cause, CallEnd.Reason.TIMED_OUT);
  }

  private void failed(
      PendingCall<IN> item, ModelCall<ANSWER> modelCall, int attempt, Throwable cause)
      throws Exception {
    if (!isOver(item, attempt)) {
      tryAgainOrEnd(item, modelCall, cause, CallEnd.Reason.FAILED);
    }
  }

  private void tryAgainOrEnd(
      PendingCall<IN> item, ModelCall<ANSWER> modelCall, Throwable cause, CallEnd.Reason reason)
      throws Exception {
    item.stopTimer();
    item.underWay = null;
    item.attemptOpen = false;
    boolean isTransient = cause instanceof ModelCallException known && known.isTransient();
    if (isTransient) {
      breakers.failed(item.model, now() - item.attemptStartedMillis, cause);
    } else {
      // A refused input says that the model is there and works.
      breakers.succeeded(item.model, now() - item.attemptStartedMillis);
    }
    if (isTransient && item.attempts.mayTryAgain()) {
      LOG.debug("An attempt at {} failed: {}", item.model, cause.getMessage());
      item.timer =
          later(
              item.attempts.backoffMillis(random),
              () -> {
                if (!item.ended) {
                  attempt(item, modelCall);
                }
              });
      return;
    }
    end(item, reason, String.valueOf(cause.getMessage()));
    advance(item.key);
  }

  /** Whether news of this attempt come too late to matter. */
  private boolean isOver(PendingCall<IN> item, int attempt) {
    return closed || item.ended || !item.attemptOpen || !item.attempts.isCurrent(attempt);
  }

  private void end(PendingCall<IN> item, CallEnd.Reason reason, String detail) throws Exception {
    item.stopTimer();
    item.stopCall();
    if (item.attemptOpen) {
      item.attemptOpen = false;
      breakers.abandoned(item.model);
    }
    int answers = item.attempts == null ? 0 : item.attempts.handedOver();
    metrics.ended(reason, item.started ? now() - item.startedMillis : 0);
    setCurrentKey(item.key);
    settle(item, call.onEnd(item.input, memory.value(), new CallEnd(reason, answers, detail)));
    if (item.started) {
      inFlight--;
    }
    forget(item);
    giveCapacityAway();
  }

  private void giveCapacityAway() {
    if (inFlight < policy.maxInFlight()) {
      Object next = pending.takeKeyWithoutCapacity();
      if (next != null) {
        mail(() -> advance(next), "capacity for a waiting key");
      }
    }
  }

  private void settle(PendingCall<IN> item, Settled<MEMORY, OUT> settled) throws Exception {
    setCurrentKey(item.key);
    if (settled.memory() == null) {
      memory.clear();
    } else {
      memory.update(settled.memory());
    }
    for (OUT out : settled.outputs()) {
      output.collect(
          item.timestamp == Long.MIN_VALUE
              ? new StreamRecord<>(out)
              : new StreamRecord<>(out, item.timestamp));
    }
  }

  private void forget(PendingCall<IN> item) throws Exception {
    item.ended = true;
    pending.remove(item);
    setCurrentKey(item.key);
    waiting.remove(item.position);
    owedTimestamps.computeIfPresent(
        item.timestamp, (timestamp, count) -> count == 1 ? null : count - 1);
    emitWatermark();
  }

  private void owe(long timestamp) {
    owedTimestamps.merge(timestamp, 1, Integer::sum);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    emitWatermark();
  }

  /** Never lets a watermark overtake an answer that is still owed. */
  private void emitWatermark() throws Exception {
    long safe =
        owedTimestamps.isEmpty() ? watermark : Math.min(watermark, owedTimestamps.firstKey() - 1);
    if (safe > emittedWatermark) {
      emittedWatermark = safe;
      super.processWatermark(new Watermark(safe));
    }
  }

  @Override
  public void endInput() throws Exception {
    while (pending.size() > 0) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    closed = true;
    if (pending != null) {
      for (PendingCall<IN> item : pending.all()) {
        item.stopTimer();
        item.stopCall();
      }
    }
    call.close();
    super.close();
  }

  private void askAgainAfterRestore(MapStateDescriptor<Long, Tuple2<Long, IN>> descriptor)
      throws Exception {
    List<Object> keys = new ArrayList<>();
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            descriptor,
            (key, state) -> keys.add(key));
    for (Object key : keys) {
      setCurrentKey(key);
      var restored = new TreeMap<Long, Tuple2<Long, IN>>();
      waiting.entries().forEach(entry -> restored.put(entry.getKey(), entry.getValue()));
      restored.forEach((position, entry) -> restoreOne(key, position, entry));
      mail(() -> advance(key), "ask again after a restart");
    }
  }

  private void restoreOne(Object key, long position, Tuple2<Long, IN> entry) {
    pending.restore(key, position, entry.f0, entry.f1);
    owe(entry.f0);
  }

  private java.util.concurrent.ScheduledFuture<?> later(long millis, Mail mail) {
    return getProcessingTimeService().registerTimer(now() + millis, ignored -> mail.run());
  }

  private void mail(Mail mail, String description) {
    if (!closed) {
      try {
        mailbox.execute(mail::run, description);
      } catch (java.util.concurrent.RejectedExecutionException e) {
        // The task has ended; nobody waits for the answer any more.
        LOG.debug("Dropped after the task ended: {}", description);
      }
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private CallLoad load() {
    return new CallLoad(inFlight, Math.max(0, pending.size() - inFlight), metrics.recentMillis());
  }

  private void registerMetrics(MetricGroup group) {
    group.gauge("inFlight", () -> inFlight);
    group.gauge("waiting", () -> Math.max(0, pending.size() - inFlight));
    group.gauge("attempts", metrics::attempts);
    group.gauge("recentMillis", metrics::recentMillis);
    for (CallEnd.Reason reason : CallEnd.Reason.values()) {
      group.gauge(reason.name().toLowerCase(java.util.Locale.ROOT), () -> metrics.ended(reason));
    }
  }

  @FunctionalInterface
  private interface Mail {
    void run() throws Exception;
  }
}
