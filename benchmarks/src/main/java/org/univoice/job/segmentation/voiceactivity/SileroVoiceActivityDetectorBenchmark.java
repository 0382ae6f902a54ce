package org.univoice.job.segmentation.voiceactivity;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What hearing one 32 ms window costs: multiply by 31.25 for a second of one talker. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SileroVoiceActivityDetectorBenchmark {

  private static final double TONE_HZ = 220;
  private static final double RATE_HZ = 16_000;

  private final SileroVoiceActivityDetector detector = new SileroVoiceActivityDetector();
  private final float[] window = new float[VoiceActivityDetector.WINDOW_SAMPLES];
  private float[] memory;

  @Setup
  public void open() {
    detector.open();
    for (int i = 0; i < window.length; i++) {
      window[i] = (float) (0.3 * Math.sin(2 * Math.PI * TONE_HZ * i / RATE_HZ));
    }
  }

  @Benchmark
  public float hear() {
    var hearing = detector.hear(memory, window);
    memory = hearing.memory();
    return hearing.probability();
  }
}
