package org.univoice.job.diarization;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.stream.SessionControl;
import org.univoice.job.stream.TrackEvent;

/**
 * Says who spoke and who wants to hear it; keyed by session. Participants come from the stream's
 * OPENED records and leave with their track's TRACK_ENDED marker, not with the ENDED record: what
 * they said last is still under way when that arrives.
 */
public final class DiarizationFunction
    extends KeyedCoProcessFunction<String, RecognizedSegment, TrackEvent, Utterance> {

  private static final String[] NOBODY = {};

  private final DiarizationConfig config;
  private final SpeakerAssigner assigner;

  private transient ValueState<SessionMemory> memoryState;

  public DiarizationFunction(DiarizationConfig config) {
    this.config = config;
    this.assigner = new SpeakerAssigner(config);
  }

  @Override
  public void open(OpenContext context) {
    memoryState =
        getRuntimeContext().getState(new ValueStateDescriptor<>("session", SessionMemory.class));
  }

  @Override
  public void processElement1(RecognizedSegment segment, Context context, Collector<Utterance> out)
      throws Exception {
    var ref = segment.ref();
    var known = memory();
    var memory = known.wanting(known.targets(ref.track()));
    var assigned = assigner.assign(memory.roster(), segment);
    String[] targets =
        ref.kind().isMarker()
            ? memory.everWanted()
            : ref.kind().isSpoken() ? memory.targets(ref.track()) : NOBODY;
    out.collect(new Utterance(segment, assigned.speaker(), assigned.profile(), targets));
    var after = memory.with(assigned.roster());
    if (ref.kind() == SegmentKind.TRACK_ENDED) {
      after = after.without(ref.track());
    }
    keep(after, context);
  }

  @Override
  public void processElement2(TrackEvent event, Context context, Collector<Utterance> out)
      throws Exception {
    var control = event.control();
    if (control != null && control.kind() == SessionControl.Kind.OPENED) {
      keep(
          memory().with(new Participant(event.track(), control.speaks(), control.hears())),
          context);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Utterance> out)
      throws Exception {
    var memory = memoryState.value();
    if (memory == null) {
      return;
    }
    if (timestamp >= memory.seenMillis() + config.idleMillis()) {
      memoryState.clear();
    } else {
      memoryState.update(withTimer(memory.seenMillis(), memory, 0, context));
    }
  }

  private void keep(SessionMemory memory, Context context) throws Exception {
    if (memory.isEmpty()) {
      context.timerService().deleteProcessingTimeTimer(memory.idleTimerMillis());
      memoryState.clear();
      return;
    }
    long nowMillis = context.timerService().currentProcessingTime();
    memoryState.update(withTimer(nowMillis, memory, memory.idleTimerMillis(), context));
  }

  /** One timer per session: when it fires early it is set again. */
  private SessionMemory withTimer(
      long seenMillis, SessionMemory memory, long timerMillis, Context context) {
    long timer = timerMillis;
    if (timer == 0) {
      timer = seenMillis + config.idleMillis();
      context.timerService().registerProcessingTimeTimer(timer);
    }
    return memory.seen(seenMillis, timer);
  }

  private SessionMemory memory() throws Exception {
    var memory = memoryState.value();
    return memory == null ? SessionMemory.NEW : memory;
  }
}
