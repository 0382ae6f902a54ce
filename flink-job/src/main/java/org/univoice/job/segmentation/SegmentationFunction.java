package org.univoice.job.segmentation;

import static org.univoice.job.segmentation.voiceactivity.Pcm16.toMillis;
import static org.univoice.job.segmentation.voiceactivity.Pcm16.toSamples;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.univoice.job.segmentation.SpeechSegmenter.Step;
import org.univoice.job.segmentation.voiceactivity.Pcm16;
import org.univoice.job.segmentation.voiceactivity.VoiceActivityDetector;
import org.univoice.job.segmentation.voiceactivity.VoiceWindow;
import org.univoice.job.segmentation.voiceactivity.WindowCutter;
import org.univoice.job.stream.AudioChunk;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.stream.TrackEvent;

/**
 * Carries a track's chunks to {@link SpeechSegmenter} and its decisions onwards. Keyed by {@link
 * TrackEvent#trackKey()}. A chunk is judged when it arrives, so the watermark's cadence changes
 * nothing; an event-time timer only closes what a track that stopped sending left open.
 */
public final class SegmentationFunction
    extends KeyedProcessFunction<String, TrackEvent, SpeechSegment> {

  /** CONFIRMED and WITHDRAWN, for whoever holds candidates back; they are in the output as well. */
  public static final OutputTag<SegmentRef> VERDICTS =
      new OutputTag<>("verdicts", TypeInformation.of(SegmentRef.class));

  /** A longer hole in a track begins anew instead of being filled with silence. */
  private static final long LONGEST_FILLED_MILLIS = 1_000;

  /** Kept audio is rewritten once this much of it is no longer needed. */
  private static final long TRIM_SAMPLES = toSamples(1_000);

  private final SegmentationConfig config;
  private final SpeechSegmenter segmenter;
  private final WindowCutter cutter;

  private transient ValueState<TrackMemory> memoryState;
  // Appended, seldom rewritten: RocksDB merges list entries without reading them back.
  private transient ListState<SpokenAudio> audioState;
  private transient Counter candidates;
  private transient Counter confirmed;
  private transient Counter withdrawn;
  private transient Counter repeatedChunks;
  private transient Counter gaps;

  public SegmentationFunction(SegmentationConfig config, VoiceActivityDetector detector) {
    this.config = config;
    this.segmenter = new SpeechSegmenter(config);
    this.cutter = new WindowCutter(detector);
  }

  @Override
  public void open(OpenContext context) {
    cutter.open();
    getRuntimeContext()
        .registerUserCodeClassLoaderReleaseHookIfAbsent("voice activity", cutter::unload);
    memoryState =
        getRuntimeContext().getState(new ValueStateDescriptor<>("track", TrackMemory.class));
    audioState =
        getRuntimeContext().getListState(new ListStateDescriptor<>("audio", SpokenAudio.class));
    var metrics = getRuntimeContext().getMetricGroup().addGroup("segmentation");
    candidates = metrics.counter("candidates");
    confirmed = metrics.counter("candidatesConfirmed");
    withdrawn = metrics.counter("candidatesWithdrawn");
    repeatedChunks = metrics.counter("repeatedChunks");
    gaps = metrics.counter("gaps");
  }

  @Override
  public void processElement(TrackEvent event, Context context, Collector<SpeechSegment> out)
      throws Exception {
    var known = memoryState.value();
    var memory = known == null ? TrackMemory.of(event.session(), event.track()) : known;
    if (event.audio() != null) {
      onChunk(memory, event.audio(), context, out);
      return;
    }
    var control = event.control();
    switch (control.kind()) {
      case OPENED -> {
        if (known != null || !control.speaks().isEmpty()) {
          keep(memory.withLanguage(control.speaks()), context);
        }
      }
      case PAUSED -> {
        if (known != null) {
          keep(stop(memory, context, out), context);
        }
      }
      case ENDED -> end(memory, context, out);
      case RESUMED, ATTACHED, ACKNOWLEDGED, LEFT -> {}
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<SpeechSegment> out)
      throws Exception {
    var memory = memoryState.value();
    if (memory == null) {
      return;
    }
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      var fired = memory.withTimers(0, memory.seenMillis(), memory.idleTimerMillis());
      boolean isStalled = timestamp >= memory.stallDueMillis();
      keepAsSeen(isStalled ? stop(fired, context, out) : fired, context);
    } else if (timestamp >= memory.seenMillis() + config.idleMillis()) {
      end(memory, context, out);
    } else {
      keepAsSeen(memory.withTimers(memory.stallTimerMillis(), memory.seenMillis(), 0), context);
    }
  }

  private void onChunk(
      TrackMemory known, AudioChunk chunk, Context context, Collector<SpeechSegment> out)
      throws Exception {
    if (chunk.sequence() <= known.lastSequence()) {
      repeatedChunks.inc();
      return;
    }
    var memory = known.hasAudio() ? known : known.startingAt(chunk.startMillis());
    memory = fillGap(memory, chunk, context, out);
    memory = memory.withChunk(chunk, stallDue(chunk, context));
    memory = listen(memory, chunk.pcm(), context, out);
    keep(trimmed(memory), context);
  }

  private TrackMemory fillGap(
      TrackMemory memory, AudioChunk chunk, Context context, Collector<SpeechSegment> out)
      throws Exception {
    long gapMillis = chunk.startMillis() - toMillis(memory.windows().endSample());
    if (gapMillis <= 1) { // less is rounding
      return memory;
    }
    gaps.inc();
    if (gapMillis <= LONGEST_FILLED_MILLIS) {
      return listen(memory, Pcm16.silence(toSamples(gapMillis)), context, out);
    }
    var stopped = stop(memory, context, out);
    audioState.clear();
    return stopped.startingAt(chunk.startMillis());
  }

  private TrackMemory listen(
      TrackMemory memory, byte[] pcm, Context context, Collector<SpeechSegment> out)
      throws Exception {
    audioState.add(new SpokenAudio(memory.windows().endSample(), pcm));
    var heard = cutter.listen(memory.windows(), pcm);
    var state = memory.segmenter();
    for (VoiceWindow window : heard.windows()) {
      state = emit(segmenter.onWindow(state, window), memory, context, out);
    }
    return memory.withHeard(heard.memory(), state);
  }

  private TrackMemory stop(TrackMemory memory, Context context, Collector<SpeechSegment> out)
      throws Exception {
    if (!memory.hasAudio()) {
      return memory;
    }
    var windows = memory.windows();
    var step = segmenter.onStop(memory.segmenter(), windows.windowStart());
    return memory.withHeard(windows, emit(step, memory, context, out));
  }

  private void end(TrackMemory memory, Context context, Collector<SpeechSegment> out)
      throws Exception {
    if (memory.hasAudio()) {
      var state = memory.segmenter();
      var heard = cutter.flush(memory.windows());
      for (VoiceWindow window : heard.windows()) {
        state = emit(segmenter.onWindow(state, window), memory, context, out);
      }
      emit(segmenter.onStop(state, heard.memory().endSample()), memory, context, out);
    }
    var marks = LatencyMarks.NONE.withSegmented(context.timerService().currentProcessingTime());
    long endMillis = memory.lastEndMillis();
    var ref =
        new SegmentRef(
            memory.session(),
            memory.track(),
            endMillis,
            endMillis,
            0,
            SegmentKind.TRACK_ENDED,
            marks);
    out.collect(new SpeechSegment(ref, memory.language(), endMillis, new byte[0]));
    forget(memory, context);
  }

  private SegmenterState emit(
      Step step, TrackMemory memory, Context context, Collector<SpeechSegment> out)
      throws Exception {
    for (SegmentDecision decision : step.decisions()) {
      var ref = ref(decision, memory, context);
      count(decision.kind());
      byte[] pcm =
          decision.audioFrom() == decision.audioTo()
              ? new byte[0]
              : SpokenAudio.between(audioState.get(), decision.audioFrom(), decision.audioTo());
      out.collect(new SpeechSegment(ref, memory.language(), toMillis(decision.audioFrom()), pcm));
      if (ref.kind().isMarker()) {
        context.output(VERDICTS, ref);
      }
    }
    return step.state();
  }

  private static SegmentRef ref(SegmentDecision decision, TrackMemory memory, Context context) {
    long nowMillis = context.timerService().currentProcessingTime();
    return new SegmentRef(
        memory.session(),
        memory.track(),
        toMillis(decision.firstVoiced()),
        toMillis(decision.lastVoiced()),
        decision.revision(),
        decision.kind(),
        memory.marks(decision.lastVoiced(), nowMillis));
  }

  private void count(SegmentKind kind) {
    switch (kind) {
      case CANDIDATE -> candidates.inc();
      case CONFIRMED -> confirmed.inc();
      case WITHDRAWN -> withdrawn.inc();
      case PARTIAL, FINAL, TRACK_ENDED -> {}
    }
  }

  private TrackMemory trimmed(TrackMemory memory) throws Exception {
    long needed = segmenter.audioNeededFrom(memory.segmenter(), memory.windows().windowStart());
    if (needed - memory.audioFrom() < TRIM_SAMPLES) {
      return memory;
    }
    List<SpokenAudio> kept = new ArrayList<>();
    for (SpokenAudio part : audioState.get()) {
      if (part.endSample() > needed) {
        kept.add(part);
      }
    }
    audioState.update(kept);
    return memory.withAudioFrom(needed);
  }

  /**
   * Counted from the watermark at the chunk's arrival when that is later: a track whose clock is
   * behind the others' must not be taken for one that stopped.
   */
  private long stallDue(AudioChunk chunk, Context context) {
    long watermark = context.timerService().currentWatermark();
    boolean isRunning = watermark != Long.MAX_VALUE;
    long from = isRunning ? Math.max(chunk.capturedMillis(), watermark) : chunk.capturedMillis();
    return from + config.stallMillis();
  }

  private void keep(TrackMemory memory, Context context) throws Exception {
    long nowMillis = context.timerService().currentProcessingTime();
    keepAsSeen(
        memory.withTimers(memory.stallTimerMillis(), nowMillis, memory.idleTimerMillis()), context);
  }

  /** One timer of each kind per track: a timer that fires early is set again. */
  private void keepAsSeen(TrackMemory memory, Context context) throws Exception {
    long stallTimer = memory.stallTimerMillis();
    if (stallTimer == 0 && memory.hasAudio() && memory.segmenter().isOpen()) {
      stallTimer = memory.stallDueMillis();
      context.timerService().registerEventTimeTimer(stallTimer);
    }
    long idleTimer = memory.idleTimerMillis();
    if (idleTimer == 0) {
      idleTimer = memory.seenMillis() + config.idleMillis();
      context.timerService().registerProcessingTimeTimer(idleTimer);
    }
    memoryState.update(memory.withTimers(stallTimer, memory.seenMillis(), idleTimer));
  }

  private void forget(TrackMemory memory, Context context) {
    context.timerService().deleteEventTimeTimer(memory.stallTimerMillis());
    context.timerService().deleteProcessingTimeTimer(memory.idleTimerMillis());
    memoryState.clear();
    audioState.clear();
  }
}
