package org.univoice.job.segmentation;

import static org.univoice.job.segmentation.voiceactivity.Pcm16.toMillis;
import static org.univoice.job.segmentation.voiceactivity.Pcm16.toSamples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.univoice.job.segmentation.SpeechSegmenter.Step;
import org.univoice.job.segmentation.voiceactivity.Pcm16;
import org.univoice.job.segmentation.voiceactivity.VoiceWindow;
import org.univoice.job.segmentation.voiceactivity.WindowCutter;
import org.univoice.job.stream.AudioChunk;
import org.univoice.job.stream.LatencyMarks;

/**
 * Has a track heard and cut: fills its gaps, keeps the audio that a segment may still need, and
 * gives each decision of {@link SpeechSegmenter} its audio.
 */
final class TrackSegmentation {

  /** A longer hole in a track begins anew instead of being filled with silence. */
  private static final long LONGEST_FILLED_MILLIS = 1_000;

  /** Kept audio is rewritten once this much of it is no longer needed. */
  private static final long TRIM_SAMPLES = toSamples(1_000);

  /** The track's audio that is kept, in order and without gaps. */
  interface KeptAudio {

    void add(SpokenAudio part) throws Exception;

    Iterable<SpokenAudio> parts() throws Exception;

    void replace(List<SpokenAudio> parts) throws Exception;
  }

  private final SpeechSegmenter segmenter;
  private final WindowCutter cutter;
  private final KeptAudio audio;
  private final SegmentationMetrics metrics;
  private final LongSupplier nowMillis;
  private final Consumer<SpeechSegment> out;

  TrackSegmentation(
      SpeechSegmenter segmenter,
      WindowCutter cutter,
      KeptAudio audio,
      SegmentationMetrics metrics,
      LongSupplier nowMillis,
      Consumer<SpeechSegment> out) {
    this.segmenter = segmenter;
    this.cutter = cutter;
    this.audio = audio;
    this.metrics = metrics;
    this.nowMillis = nowMillis;
    this.out = out;
  }

  /**
   * The track's next chunk.
   *
   * @param pcm its samples; a decoder may keep a millisecond of them until the next one
   * @param stallDueMillis when the track has stalled if nothing follows
   */
  TrackMemory hear(TrackMemory known, AudioChunk chunk, byte[] pcm, long stallDueMillis)
      throws Exception {
    var memory = known.hasAudio() ? known : known.startingAt(chunk.startMillis());
    memory = fillGap(memory, chunk);
    memory = memory.withChunk(chunk, stallDueMillis);
    memory = listen(memory, pcm);
    return trimmed(memory);
  }

  /** Nothing more comes for now. */
  TrackMemory stop(TrackMemory memory) throws Exception {
    if (!memory.hasAudio()) {
      return memory;
    }
    var windows = memory.windows();
    var step = segmenter.onStop(memory.segmenter(), windows.windowStart());
    return memory.withHeard(windows, emit(step, memory));
  }

  /** Nothing more comes at all, which the end of the track says after its last words. */
  void end(TrackMemory memory) throws Exception {
    if (memory.hasAudio()) {
      var state = memory.segmenter();
      var heard = cutter.flush(memory.windows());
      for (VoiceWindow window : heard.windows()) {
        state = emit(segmenter.onWindow(state, window, memory.quality()), memory);
      }
      emit(segmenter.onStop(state, heard.memory().endSample()), memory);
    }
    var marks = LatencyMarks.NONE.withSegmented(nowMillis.getAsLong());
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
    out.accept(
        new SpeechSegment(
            ref,
            memory.language(),
            endMillis,
            new byte[0],
            memory.recognition(),
            memory.quality()));
  }

  private TrackMemory fillGap(TrackMemory memory, AudioChunk chunk) throws Exception {
    long gapMillis = chunk.startMillis() - toMillis(memory.windows().endSample());
    if (gapMillis <= 2) { // less is rounding, or in a decoder's filter
      return memory;
    }
    metrics.gap();
    if (gapMillis <= LONGEST_FILLED_MILLIS) {
      return listen(memory, Pcm16.silence(toSamples(gapMillis)));
    }
    var stopped = stop(memory);
    audio.replace(List.of());
    return stopped.startingAt(chunk.startMillis());
  }

  private TrackMemory listen(TrackMemory memory, byte[] pcm) throws Exception {
    audio.add(new SpokenAudio(memory.windows().endSample(), pcm));
    var heard = cutter.listen(memory.windows(), pcm);
    var state = memory.segmenter();
    for (VoiceWindow window : heard.windows()) {
      state = emit(segmenter.onWindow(state, window, memory.quality()), memory);
    }
    return memory.withHeard(heard.memory(), state);
  }

  private SegmenterState emit(Step step, TrackMemory memory) throws Exception {
    for (SegmentDecision decision : step.decisions()) {
      var ref = ref(decision, memory);
      metrics.decided(decision.kind());
      byte[] pcm =
          decision.audioFrom() == decision.audioTo()
              ? new byte[0]
              : SpokenAudio.between(audio.parts(), decision.audioFrom(), decision.audioTo());
      out.accept(
          new SpeechSegment(
              ref,
              memory.language(),
              toMillis(decision.audioFrom()),
              pcm,
              memory.recognition(),
              decision.mode()));
    }
    return step.state();
  }

  private SegmentRef ref(SegmentDecision decision, TrackMemory memory) {
    return new SegmentRef(
        memory.session(),
        memory.track(),
        toMillis(decision.firstVoiced()),
        toMillis(decision.lastVoiced()),
        decision.revision(),
        decision.kind(),
        memory.marks(decision.lastVoiced(), nowMillis.getAsLong()));
  }

  private TrackMemory trimmed(TrackMemory memory) throws Exception {
    long needed = segmenter.audioNeededFrom(memory.segmenter(), memory.windows().windowStart());
    if (needed - memory.audioFrom() < TRIM_SAMPLES) {
      return memory;
    }
    List<SpokenAudio> kept = new ArrayList<>();
    for (SpokenAudio part : audio.parts()) {
      if (part.endSample() > needed) {
        kept.add(part);
      }
    }
    audio.replace(kept);
    return memory.withAudioFrom(needed);
  }
}
