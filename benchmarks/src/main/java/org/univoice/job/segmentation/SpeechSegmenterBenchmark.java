package org.univoice.job.segmentation;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.univoice.job.segmentation.voiceactivity.VoiceActivityDetector;
import org.univoice.job.segmentation.voiceactivity.VoiceWindow;
import org.univoice.job.stream.QualityMode;

/** What deciding about one 32 ms window costs, over a minute of talk with pauses. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SpeechSegmenterBenchmark {

  private static final int WINDOWS = 1_875;
  private static final int WINDOWS_PER_PHRASE = 100;
  private static final int VOICED_OF_THEM = 80;

  private final SpeechSegmenter segmenter = new SpeechSegmenter(SegmentationConfig.standard());

  @Benchmark
  @OperationsPerInvocation(WINDOWS)
  public void decide(Blackhole sink) {
    SegmenterState state = SegmenterState.quiet(0);
    for (int i = 0; i < WINDOWS; i++) {
      boolean voiced = i % WINDOWS_PER_PHRASE < VOICED_OF_THEM;
      long start = (long) i * VoiceActivityDetector.WINDOW_SAMPLES;
      var step =
          segmenter.onWindow(
              state,
              new VoiceWindow(
                  start,
                  start + VoiceActivityDetector.WINDOW_SAMPLES,
                  voiced ? 0.9f : 0.1f,
                  voiced ? 0.1f : 0.001f),
              QualityMode.BALANCED);
      state = step.state();
      sink.consume(step.decisions());
    }
  }
}
