package org.univoice.job.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.job.segmentation.voiceactivity.FakeVoiceActivity;
import org.univoice.job.segmentation.voiceactivity.VoiceWindow;
import org.univoice.job.segmentation.voiceactivity.WindowCutter;
import org.univoice.job.segmentation.voiceactivity.WindowMemory;
import org.univoice.job.stream.QualityMode;

/** Plays audio through cutter and segmenter, without Flink. */
final class Segmented {

  private final SpeechSegmenter segmenter;
  private final WindowCutter cutter = new WindowCutter(new FakeVoiceActivity());
  private final List<SegmentDecision> decisions = new ArrayList<>();
  private WindowMemory windows = WindowMemory.startingAt(0);
  private SegmenterState state = SegmenterState.startingAt(0);
  private QualityMode preferred = QualityMode.BALANCED;

  Segmented(SegmentationConfig config) {
    this.segmenter = new SpeechSegmenter(config);
  }

  static List<SegmentDecision> whole(SegmentationConfig config, byte[] pcm) {
    return new Segmented(config).hear(pcm).end();
  }

  static List<SegmentDecision> whole(SegmentationConfig config, QualityMode mode, byte[] pcm) {
    return new Segmented(config).preferring(mode).hear(pcm).end();
  }

  /** From now on. */
  Segmented preferring(QualityMode mode) {
    preferred = mode;
    return this;
  }

  Segmented hear(byte[] pcm) {
    var heard = cutter.listen(windows, pcm);
    windows = heard.memory();
    for (VoiceWindow window : heard.windows()) {
      take(segmenter.onWindow(state, window, preferred));
    }
    return this;
  }

  Segmented hearInChunks(byte[] pcm, int... chunkBytes) {
    int at = 0;
    for (int i = 0; at < pcm.length; i++) {
      int next = Math.min(pcm.length, at + chunkBytes[i % chunkBytes.length]);
      hear(Arrays.copyOfRange(pcm, at, next));
      at = next;
    }
    return this;
  }

  Segmented stop() {
    take(segmenter.onStop(state, windows.windowStart()));
    return this;
  }

  List<SegmentDecision> end() {
    var flushed = cutter.flush(windows);
    windows = flushed.memory();
    for (VoiceWindow window : flushed.windows()) {
      take(segmenter.onWindow(state, window, preferred));
    }
    take(segmenter.onStop(state, windows.endSample()));
    return decisions;
  }

  List<SegmentDecision> soFar() {
    return decisions;
  }

  private void take(SpeechSegmenter.Step step) {
    state = step.state();
    decisions.addAll(step.decisions());
  }
}
