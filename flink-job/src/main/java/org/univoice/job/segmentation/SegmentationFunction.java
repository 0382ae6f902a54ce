package org.univoice.job.segmentation;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.univoice.job.segmentation.opus.OpusDecoder;
import org.univoice.job.segmentation.opus.OpusTracks;
import org.univoice.job.segmentation.opus.ffmpeg.FfmpegOpusDecoder;
import org.univoice.job.segmentation.voiceactivity.VoiceActivityDetector;
import org.univoice.job.segmentation.voiceactivity.WindowCutter;
import org.univoice.job.stream.AudioChunk;
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

  /** Where a track stood when its participant attached; the answer to ATTACHED. */
  public static final OutputTag<AttachedTrack> ATTACHED =
      new OutputTag<>("attached", TypeInformation.of(AttachedTrack.class));

  /** Some 50 KB each outside the heap; the talkers of one subtask are far fewer. */
  private static final int MOST_DECODERS = 1_024;

  /** Longer than any pause in which Opus sends nothing; a fresh decoder costs 80 ms. */
  private static final long SILENT_MILLIS = 30_000;

  private final SegmentationConfig config;
  private final SpeechSegmenter segmenter;
  private final WindowCutter cutter;
  private final OpusDecoder.Factory decoders;

  private transient ValueState<TrackMemory> memoryState;
  // Appended, seldom rewritten: RocksDB merges list entries without reading them back.
  private transient ListState<SpokenAudio> audioState;
  private transient ValueState<TrackStanding> standingState;
  private transient TrackSegmentation.KeptAudio kept;
  private transient SegmentationMetrics metrics;
  private transient OpusTracks opus;

  public SegmentationFunction(SegmentationConfig config, VoiceActivityDetector detector) {
    this(config, detector, FfmpegOpusDecoder.factory());
  }

  SegmentationFunction(
      SegmentationConfig config, VoiceActivityDetector detector, OpusDecoder.Factory decoders) {
    this.config = config;
    this.decoders = decoders;
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
    standingState =
        getRuntimeContext().getState(new ValueStateDescriptor<>("standing", TrackStanding.class));
    kept = new StateAudio(audioState);
    metrics =
        new SegmentationMetrics(getRuntimeContext().getMetricGroup().addGroup("segmentation"));
    decoders.open();
    opus = new OpusTracks(decoders, MOST_DECODERS, SILENT_MILLIS, metrics::undecodableChunk);
  }

  @Override
  public void close() {
    if (opus != null) {
      opus.close();
    }
  }

  @Override
  public void processElement(TrackEvent event, Context context, Collector<SpeechSegment> out)
      throws Exception {
    var standing = standing();
    if (standing.isLate(event)) {
      metrics.lateRecord();
      return;
    }
    if (event.term() > standing.term()) {
      standing = keep(standing.inTerm(event.term()), context);
    }
    var known = memoryState.value();
    var memory = known == null ? TrackMemory.of(event.session(), event.track()) : known;
    if (event.audio() != null) {
      onChunk(memory, standing, event.audio(), context, out);
      return;
    }
    var control = event.control();
    switch (control.kind()) {
      case OPENED -> {
        // What is said of a track that has ended, such as another language to hear, is no audio.
        boolean begins = !control.speaks().isEmpty() && !standing.hasEnded();
        if (known != null || begins) {
          keep(memory.opened(control.speaks(), control.recognition(), control.quality()), context);
        }
      }
      case PAUSED -> {
        if (known != null) {
          keep(track(context, out).stop(memory), context);
          opus.close(memory.session(), memory.track());
        }
      }
      case ENDED -> {
        if (known != null && known.hasAudio()) {
          keep(standing.endedAt(known), context);
        }
        if (known != null || !standing.hasEnded()) {
          end(memory, context, out);
        }
      }
      case ATTACHED -> context.output(ATTACHED, AttachedTrack.at(event, known, standing));
      case LEFT -> forget(standing, context);
      case RESUMED, ACKNOWLEDGED -> {}
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<SpeechSegment> out)
      throws Exception {
    var memory = memoryState.value();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      onStandingTimer(timestamp, memory != null, context);
    }
    if (memory == null) {
      return;
    }
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      var fired = memory.withTimers(0, memory.seenMillis(), memory.idleTimerMillis());
      boolean isStalled = timestamp >= memory.stallDueMillis();
      keepAsSeen(isStalled ? track(context, out).stop(fired) : fired, context);
    } else if (timestamp >= memory.seenMillis() + config.idleMillis()) {
      end(memory, context, out);
    } else {
      keepAsSeen(memory.withTimers(memory.stallTimerMillis(), memory.seenMillis(), 0), context);
    }
  }

  private void onChunk(
      TrackMemory known,
      TrackStanding standing,
      AudioChunk chunk,
      Context context,
      Collector<SpeechSegment> out)
      throws Exception {
    if (chunk.sequence() <= known.lastSequence() || standing.isRepeated(chunk)) {
      metrics.repeatedChunk();
      return;
    }
    byte[] pcm = pcm(known, chunk, context);
    keep(track(context, out).hear(known, chunk, pcm, stallDue(chunk, context)), context);
  }

  private byte[] pcm(TrackMemory track, AudioChunk chunk, Context context) {
    if (chunk.isOpus()) {
      long nowMillis = context.timerService().currentProcessingTime();
      return opus.decode(track.session(), track.track(), chunk, nowMillis);
    }
    opus.close(track.session(), track.track());
    return chunk.payload();
  }

  private void end(TrackMemory memory, Context context, Collector<SpeechSegment> out)
      throws Exception {
    track(context, out).end(memory);
    opus.close(memory.session(), memory.track());
    forget(memory, context);
  }

  /** The key's track; what it says of candidates leaves by the side as well. */
  private TrackSegmentation track(Context context, Collector<SpeechSegment> out) {
    return new TrackSegmentation(
        segmenter,
        cutter,
        kept,
        metrics,
        context.timerService()::currentProcessingTime,
        segment -> {
          out.collect(segment);
          SegmentKind kind = segment.ref().kind();
          if (kind == SegmentKind.CONFIRMED || kind == SegmentKind.WITHDRAWN) {
            context.output(VERDICTS, segment.ref());
          }
        });
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

  private void forget(TrackMemory memory, Context context) throws Exception {
    context.timerService().deleteEventTimeTimer(memory.stallTimerMillis());
    // Two timers of a key at the same time are one.
    if (memory.idleTimerMillis() != standing().timerMillis()) {
      context.timerService().deleteProcessingTimeTimer(memory.idleTimerMillis());
    }
    memoryState.clear();
    audioState.clear();
  }

  private TrackStanding standing() throws Exception {
    var standing = standingState.value();
    return standing == null ? TrackStanding.NEW : standing;
  }

  /** Until the participant leaves; who never says so is forgotten like an idle track. */
  private TrackStanding keep(TrackStanding standing, Context context) throws Exception {
    var kept = standing;
    if (kept.timerMillis() == 0) {
      kept = kept.withTimer(context.timerService().currentProcessingTime() + config.idleMillis());
      context.timerService().registerProcessingTimeTimer(kept.timerMillis());
    }
    standingState.update(kept);
    return kept;
  }

  private void onStandingTimer(long timestamp, boolean isTrackAlive, Context context)
      throws Exception {
    var standing = standingState.value();
    if (standing == null || timestamp < standing.timerMillis()) {
      return;
    }
    standingState.clear();
    if (isTrackAlive) {
      keep(standing.withTimer(0), context);
    }
  }

  private void forget(TrackStanding standing, Context context) throws Exception {
    var memory = memoryState.value();
    if (memory == null || memory.idleTimerMillis() != standing.timerMillis()) {
      context.timerService().deleteProcessingTimeTimer(standing.timerMillis());
    }
    standingState.clear();
  }

  private record StateAudio(ListState<SpokenAudio> state) implements TrackSegmentation.KeptAudio {

    @Override
    public void add(SpokenAudio part) throws Exception {
      state.add(part);
    }

    @Override
    public Iterable<SpokenAudio> parts() throws Exception {
      return state.get();
    }

    @Override
    public void replace(List<SpokenAudio> parts) throws Exception {
      state.update(parts);
    }
  }
}
