package org.univoice.job.delivery;

import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.univoice.job.stream.TrackEvent;

/**
 * Gate, address book and log of a session's deliveries; keyed by session.
 *
 * <table>
 *   <caption>Keyed state</caption>
 *   <tr><td>session</td><td>listeners, gates, ends, the last sequence</td></tr>
 *   <tr><td>held</td><td>place → parcel of a candidate without verdict</td></tr>
 *   <tr><td>log</td><td>sequence → delivery not acknowledged, at most 60 s old</td></tr>
 *   <tr><td>terms</td><td>track → term of the gateway that speaks for it</td></tr>
 * </table>
 */
public final class DeliveryFunction
    extends KeyedProcessFunction<String, DeliveryInput, OutgoingDelivery> {

  private static final long serialVersionUID = 1L;

  private static final long LOOK_EVERY_MILLIS = 5_000;

  /** More segments than the stages before this one let wait. */
  private static final int GATES = 64;

  /** A session that nobody ended is forgotten after this long without a sign of life. */
  private static final long ABANDONED_MILLIS = 2 * 3_600_000L;

  private transient ValueState<DeliveryMemory> session;
  private transient ValueState<Long> lastSeen;
  private transient MapState<Long, Parcel> held;
  private transient MapState<Long, LoggedDelivery> logged;
  private transient MapState<String, Long> terms;
  private transient DeliveryLog log;
  private transient DeliveryMetrics metrics;

  @Override
  public void open(OpenContext context) {
    session =
        getRuntimeContext().getState(new ValueStateDescriptor<>("session", DeliveryMemory.class));
    lastSeen = getRuntimeContext().getState(new ValueStateDescriptor<>("last-seen", Types.LONG));
    held =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("held", Types.LONG, TypeInformation.of(Parcel.class)));
    logged =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "log", Types.LONG, TypeInformation.of(LoggedDelivery.class)));
    terms =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("terms", Types.STRING, Types.LONG));
    log = new DeliveryLog(new StateStore<>(logged));
    metrics = new DeliveryMetrics(getRuntimeContext().getMetricGroup().addGroup("delivery"));
  }

  @Override
  public void processElement(DeliveryInput input, Context context, Collector<OutgoingDelivery> out)
      throws Exception {
    if (input.control() != null && isLate(input.control())) {
      return;
    }
    long nowMillis = context.timerService().currentProcessingTime();
    DeliveryMemory memory = session.value();
    if (memory == null) {
      // A verdict may overtake the OPENED record; what a straggler opens is soon over again.
      // The record's own time: a job that begins anew gives the same sequences or later ones.
      memory =
          DeliveryMemory.opened(
              input.control() == null ? nowMillis : input.control().control().atMillis());
    }
    var outbox = new Outbox(log, metrics, nowMillis, out::collect);
    var turn = new DeliveryTurn(memory, log, new StateStore<>(held), outbox, metrics, nowMillis);
    memory = turn.take(input);
    if (memory.timerMillis() == 0) {
      memory = memory.withTimer(nowMillis + LOOK_EVERY_MILLIS);
      context.timerService().registerProcessingTimeTimer(memory.timerMillis());
    }
    lastSeen.update(nowMillis);
    session.update(memory);
  }

  /** Forgets what has waited too long, and the session when nobody is left. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutgoingDelivery> out)
      throws Exception {
    DeliveryMemory memory = session.value();
    if (memory == null) {
      return;
    }
    long nowMillis = context.timerService().currentProcessingTime();
    memory = withoutExpired(memory, nowMillis).withNewestGates(GATES);
    long idleMillis = nowMillis - lastSeen.value();
    if (memory.listeners().length == 0 || idleMillis >= ABANDONED_MILLIS) {
      session.clear();
      lastSeen.clear();
      held.clear();
      logged.clear();
      terms.clear();
      return;
    }
    memory = memory.withTimer(nowMillis + LOOK_EVERY_MILLIS);
    context.timerService().registerProcessingTimeTimer(memory.timerMillis());
    session.update(memory);
  }

  /** Published by a gateway from which another one has taken the participant over. */
  private boolean isLate(TrackEvent control) throws Exception {
    Long known = terms.get(control.track());
    long term = known == null ? 0 : known;
    if (control.term() > term) {
      terms.put(control.track(), control.term());
    }
    return control.term() < term;
  }

  private DeliveryMemory withoutExpired(DeliveryMemory before, long nowMillis) throws Exception {
    DeliveryMemory memory = before;
    for (var expired : log.expire(nowMillis).entrySet()) {
      Listener listener = memory.listener(expired.getValue().track());
      if (listener != null && ParcelWriter.isMissed(Outbox.parse(expired.getValue().content()))) {
        memory = memory.with(listener.missing(expired.getKey()));
      }
      metrics.unacknowledged();
    }
    return memory;
  }

  private record StateStore<V>(MapState<Long, V> state) implements SessionStore<V> {

    @Override
    public V get(long number) throws Exception {
      return state.get(number);
    }

    @Override
    public void put(long number, V value) throws Exception {
      state.put(number, value);
    }

    @Override
    public void remove(long number) throws Exception {
      state.remove(number);
    }

    @Override
    public Iterable<Map.Entry<Long, V>> entries() throws Exception {
      return state.entries();
    }
  }
}
