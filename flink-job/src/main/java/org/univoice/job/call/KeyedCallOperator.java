package org.univoice.job.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.univoice.job.call.Lane.Waiting;

/**
 * Runs a {@link KeyedCall}: one call in flight per key, keys independent of each other, everything
 * settled on the mailbox thread.
 *
 * <table>
 *   <caption>Keyed state</caption>
 *   <tr><td>waiting</td><td>sequence → (timestamp, input) of calls that have not ended</td></tr>
 *   <tr><td>memory</td><td>what the call remembers; absent when it remembers nothing</td></tr>
 * </table>
 *
 * <p>An input is in keyed state from its arrival until its call has ended. What is remembered
 * becomes durable at that same moment and not before, so an input that is asked again after a
 * restore sees the memory that it saw the first time, and the same answers lead to the same
 * outputs. What is in use is mirrored on the heap: state is written for every input, and read when
 * a key begins to be busy and on restore.
 *
 * <p>A call that fails ends with a named outcome and never fails the job. An exception thrown by
 * the {@link KeyedCall} itself is a bug: it fails the task, and Flink restarts it from the last
 * checkpoint.
 */
final class KeyedCallOperator<IN, MEMORY, ANSWER, OUT> extends AbstractStreamOperator<OUT>
    implements OneInputStreamOperator<IN, OUT>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private static final String WAITING = "waiting";
  private static final String MEMORY_STATE = "memory";

  /** Inputs that may wait per call slot before the input is held back. */
  static final int WAITING_PER_SLOT = 4;

  private static final int LATENCIES_KEPT = 1000;

  private final KeyedCall<IN, MEMORY, ANSWER, OUT> call;
  private final TypeInformation<IN> inputType;
  private final TypeInformation<MEMORY> memoryType;
  private final CallPolicy policy;
  private final transient MailboxExecutor mailbox;

  private transient MapStateDescriptor<Long, Tuple2<Long, IN>> waitingDescriptor;
  private transient MapState<Long, Tuple2<Long, IN>> waiting;
  private transient ValueState<MEMORY> memory;
  private transient TypeSerializer<IN> inputCopier;

  private transient CallLoop loop;
  private transient Breakers breakers;
  private transient RetryPolicy retry;
  private transient SplittableRandom chance;
  private transient Map<Object, Lane<IN, MEMORY>> lanes;

  /** Lanes whose head needs a call slot, longest wait first. */
  private transient LinkedHashSet<Lane<IN, MEMORY>> parked;

  private transient WatermarkHold watermarks;
  private transient boolean idleWhenSettled;
  private transient long nextSequence;
  private transient int inFlight;
  private transient int notEnded;
  private transient double recentMillis;
  private transient boolean called;

  private transient Counter started;
  private transient Counter retried;
  private transient Counter wasted;
  private transient Map<CallEnd.Reason, Counter> ended;
  private transient Histogram latencies;

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
    waitingDescriptor =
        new MapStateDescriptor<>(WAITING, Types.LONG, Types.TUPLE(Types.LONG, inputType));
    waiting = getRuntimeContext().getMapState(waitingDescriptor);
    memory = getRuntimeContext().getState(new ValueStateDescriptor<>(MEMORY_STATE, memoryType));
    inputCopier =
        getExecutionConfig().isObjectReuseEnabled()
            ? inputType.createSerializer(getExecutionConfig().getSerializerConfig())
            : null;
    loop = new MailboxLoop();
    breakers = new Breakers(policy, loop::nowMillis);
    retry = RetryPolicy.of(policy);
    chance = new SplittableRandom();
    lanes = new HashMap<>();
    parked = new LinkedHashSet<>();
    watermarks = new WatermarkHold();
    register(getMetricGroup().addGroup("calls"));
    called = true;
    call.open();
    restoreLanes();
  }

  @Override
  public void processElement(StreamRecord<IN> record) throws Exception {
    IN input = inputCopier == null ? record.getValue() : inputCopier.copy(record.getValue());
    long timestamp = record.hasTimestamp() ? record.getTimestamp() : WatermarkHold.NO_TIMESTAMP;
    Waiting<IN> newer = new Waiting<>(nextSequence++, timestamp, input);
    waiting.put(newer.sequence(), Tuple2.of(timestamp, input));
    Object key = getCurrentKey();
    Lane<IN, MEMORY> lane = lanes.get(key);
    if (lane == null) {
      lane = new Lane<>(key, memory.value());
      lanes.put(key, lane);
    }
    add(lane, newer);
    if (lane.flight != null && lane.isHeadSuperseded()) {
      wasted.inc();
      endFlight(lane, lane.flight.cancel());
    } else {
      advance(lane);
    }
    holdBack();
  }

  /** Bounds what waits; markers and newer inputs still reach the calls under way until then. */
  private void holdBack() throws Exception {
    while (waiting() > WAITING_PER_SLOT * policy.maxInFlight()) {
      mailbox.yield();
    }
  }

  int waiting() {
    return notEnded - inFlight;
  }

  /** Keys that are mirrored on the heap. */
  int busyKeys() {
    return lanes.size();
  }

  private void add(Lane<IN, MEMORY> lane, Waiting<IN> newer) {
    lane.add(newer, call::supersedes, call::replacesWaiting);
    watermarks.owe(newer.timestampMillis());
    notEnded++;
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
      started.inc();
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
    retried.inc(Math.max(0, flight.attemptsMade() - 1));
    if (end.isCompleted()) {
      long millis = flight.millisSoFar();
      latencies.update(millis);
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
    ended.get(end.reason()).inc();
    if (!end.isCompleted() && !end.isSuperseded()) {
      CallLog.unanswered(call.logFields(lane.head().input()), flight, end);
    }
    var settled = call.onEnd(lane.head().input(), lane.memory, end);
    settle(lane, settled.memory(), settled.outputs());
    leave(lane);
  }

  private void settle(Lane<IN, MEMORY> lane, MEMORY memory, List<OUT> outputs) {
    lane.memory = memory;
    long timestamp = lane.head().timestampMillis();
    for (OUT out : outputs) {
      output.collect(
          timestamp == WatermarkHold.NO_TIMESTAMP
              ? new StreamRecord<>(out)
              : new StreamRecord<>(out, timestamp));
    }
  }

  /** The head has ended: it leaves the state, and what is remembered becomes durable with that. */
  private void leave(Lane<IN, MEMORY> lane) throws Exception {
    setCurrentKey(lane.key());
    Waiting<IN> gone = lane.leave();
    waiting.remove(gone.sequence());
    if (lane.memory == null) {
      memory.clear();
    } else {
      memory.update(lane.memory);
    }
    if (lane.isEmpty()) {
      lanes.remove(lane.key());
    }
    notEnded--;
    watermarks.settle(gone.timestampMillis());
    releaseWatermark();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermarks.onWatermark(mark.getTimestamp());
    releaseWatermark();
  }

  private void releaseWatermark() throws Exception {
    if (watermarks.release()) {
      super.processWatermark(new Watermark(watermarks.released()));
    }
    if (idleWhenSettled && notEnded == 0) {
      idleWhenSettled = false;
      super.processWatermarkStatus(WatermarkStatus.IDLE);
    }
  }

  /** An input that has nothing more to say is not idle downstream before it has settled. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    idleWhenSettled = status.isIdle() && notEnded > 0;
    if (!idleWhenSettled) {
      super.processWatermarkStatus(status);
    }
  }

  @Override
  public void endInput() throws Exception {
    while (notEnded > 0) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    if (lanes != null) {
      lanes.values().stream()
          .map(lane -> lane.flight)
          .filter(flight -> flight != null)
          .forEach(CallFlight::cancel);
      lanes.clear();
    }
    if (called) {
      called = false;
      call.close();
    }
    super.close();
  }

  /** What had not ended is asked again, once the task runs: each key's first input. */
  private void restoreLanes() throws Exception {
    Map<Object, List<Waiting<IN>>> owed = new LinkedHashMap<>();
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            waitingDescriptor,
            (key, state) -> {
              if (isOwn(key)) {
                List<Waiting<IN>> ofKey = new ArrayList<>();
                for (var entry : state.entries()) {
                  var input = entry.getValue();
                  ofKey.add(new Waiting<>(entry.getKey(), input.f0, input.f1));
                }
                ofKey.sort(Comparator.comparingLong(Waiting::sequence));
                owed.put(key, ofKey);
              }
            });
    for (var entry : owed.entrySet()) {
      setCurrentKey(entry.getKey());
      Lane<IN, MEMORY> lane = new Lane<>(entry.getKey(), memory.value());
      for (Waiting<IN> restored : entry.getValue()) {
        add(lane, restored);
        nextSequence = Math.max(nextSequence, restored.sequence() + 1);
      }
      if (!lane.isEmpty()) {
        lanes.put(lane.key(), lane);
      }
    }
    if (!lanes.isEmpty()) {
      mailbox.execute(this::askAgain, "ask again");
    }
  }

  private void askAgain() throws Exception {
    for (Lane<IN, MEMORY> lane : List.copyOf(lanes.values())) {
      advance(lane);
    }
  }

  /** A restored RocksDB may still hold key groups of its former neighbours. */
  private boolean isOwn(Object key) {
    var task = getRuntimeContext().getTaskInfo();
    return task.getIndexOfThisSubtask()
        == KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
  }

  private void register(MetricGroup metrics) {
    started = metrics.counter("started");
    retried = metrics.counter("retried");
    wasted = metrics.counter("wasted");
    ended = new EnumMap<>(CallEnd.Reason.class);
    for (CallEnd.Reason reason : CallEnd.Reason.values()) {
      ended.put(reason, metrics.counter(reason.name().toLowerCase(Locale.ROOT)));
    }
    metrics.gauge("inFlight", () -> inFlight);
    metrics.gauge("waiting", this::waiting);
    metrics.gauge("recentMillis", () -> recentMillis);
    latencies = metrics.histogram("millis", new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
  }

  /** The task's mailbox as the loop on which calls are settled. */
  private final class MailboxLoop implements CallLoop {

    @Override
    public long nowMillis() {
      return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void execute(Step step) {
      try {
        mailbox.execute(step::run, "settle model call");
      } catch (RejectedExecutionException e) {
        LOG.debug("An answer came after the task had ended.");
      }
    }

    @Override
    public ModelCall.Cancellable after(long delayMillis, Step step) {
      ScheduledFuture<?> timer =
          getProcessingTimeService().registerTimer(nowMillis() + delayMillis, time -> step.run());
      return () -> timer.cancel(false);
    }
  }
}
