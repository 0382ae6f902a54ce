package org.univoice.job.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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

  private final KeyedCall<IN, MEMORY, ANSWER, OUT> call;
  private final TypeInformation<IN> inputType;
  private final TypeInformation<MEMORY> memoryType;
  private final CallPolicy policy;
  private final transient MailboxExecutor mailbox;

  private transient MapStateDescriptor<Long, Tuple2<Long, IN>> waitingDescriptor;
  private transient MapState<Long, Tuple2<Long, IN>> waiting;
  private transient ValueState<MEMORY> memory;
  private transient TypeSerializer<IN> inputCopier;

  private transient Lanes<IN, MEMORY, ANSWER, OUT> lanes;
  private transient WatermarkHold watermarks;
  private transient boolean idleWhenSettled;
  private transient long nextSequence;
  private transient boolean called;

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
    watermarks = new WatermarkHold();
    var metrics = new CallMetrics(getMetricGroup().addGroup("calls"));
    lanes =
        new Lanes<>(
            call, policy, new MailboxLoop(), new SplittableRandom(), metrics, new Settling());
    metrics.watch(lanes);
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
    Lane<IN, MEMORY> known = lanes.of(key);
    Lane<IN, MEMORY> lane = known == null ? lanes.open(key, memory.value()) : known;
    add(lane, newer);
    lanes.proceed(lane);
    holdBack();
  }

  /** Bounds what waits; markers and newer inputs still reach the calls under way until then. */
  private void holdBack() throws Exception {
    while (lanes.waiting() > WAITING_PER_SLOT * policy.maxInFlight()) {
      mailbox.yield();
    }
  }

  int waiting() {
    return lanes.waiting();
  }

  /** Keys that are mirrored on the heap. */
  int busyKeys() {
    return lanes.busyKeys();
  }

  private void add(Lane<IN, MEMORY> lane, Waiting<IN> newer) {
    lanes.add(lane, newer);
    watermarks.owe(newer.timestampMillis());
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
    if (idleWhenSettled && lanes.areSettled()) {
      idleWhenSettled = false;
      super.processWatermarkStatus(WatermarkStatus.IDLE);
    }
  }

  /** An input that has nothing more to say is not idle downstream before it has settled. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    idleWhenSettled = status.isIdle() && !lanes.areSettled();
    if (!idleWhenSettled) {
      super.processWatermarkStatus(status);
    }
  }

  @Override
  public void endInput() throws Exception {
    while (!lanes.areSettled()) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    if (lanes != null) {
      lanes.cancelAll();
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
                if (!ofKey.isEmpty()) {
                  owed.put(key, ofKey);
                }
              }
            });
    for (var entry : owed.entrySet()) {
      setCurrentKey(entry.getKey());
      Lane<IN, MEMORY> lane = lanes.open(entry.getKey(), memory.value());
      for (Waiting<IN> restored : entry.getValue()) {
        add(lane, restored);
        nextSequence = Math.max(nextSequence, restored.sequence() + 1);
      }
    }
    if (!lanes.areSettled()) {
      mailbox.execute(lanes::proceedAll, "ask again");
    }
  }

  /** A restored RocksDB may still hold key groups of its former neighbours. */
  private boolean isOwn(Object key) {
    var task = getRuntimeContext().getTaskInfo();
    return task.getIndexOfThisSubtask()
        == KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
  }

  /** Writes what the lanes settle into the state and sends it on. */
  private final class Settling implements Lanes.Listener<IN, MEMORY, OUT> {

    @Override
    public void onOutput(OUT out, long timestampMillis) {
      output.collect(
          timestampMillis == WatermarkHold.NO_TIMESTAMP
              ? new StreamRecord<>(out)
              : new StreamRecord<>(out, timestampMillis));
    }

    /** It leaves the state, and what is remembered becomes durable with that. */
    @Override
    public void onEnded(Object key, Waiting<IN> input, MEMORY remembered) throws Exception {
      setCurrentKey(key);
      waiting.remove(input.sequence());
      if (remembered == null) {
        memory.clear();
      } else {
        memory.update(remembered);
      }
      watermarks.settle(input.timestampMillis());
      releaseWatermark();
    }
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
