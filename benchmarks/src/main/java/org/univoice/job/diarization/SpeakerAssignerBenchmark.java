package org.univoice.job.diarization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.recognition.WindowPrint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;

/**
 * What it takes to say who spoke once a segment is known, and to have their profiles ready: a
 * segment of 15 s, the longest there is, in which speakers take turns every 2 s. As one, and the
 * last 3 s of it after four clauses have left.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SpeakerAssignerBenchmark {

  private static final int WINDOWS = 35;
  private static final int WINDOWS_PER_TURN = 5;
  private static final int CLAUSE = 7;
  private static final int EMBEDDING_LENGTH = 256;
  private static final long STEP_MILLIS = 400;

  /** Known on the track before, and heard in the segment as far as it has room for them. */
  @Param({"2", "10"})
  public int speakers;

  private final SpeakerAssigner assigner = new SpeakerAssigner(DiarizationConfig.standard());
  private SpeakerRoster known;
  private SpeakerRoster afterClauses;
  private RecognizedSegment whole;
  private RecognizedSegment rest;

  @Setup
  public void hear() {
    Random chance = new Random(7);
    known = SpeakerRoster.EMPTY;
    for (int i = 0; i < 3 * speakers; i++) {
      int speaker = i % speakers;
      List<float[]> said = new ArrayList<>();
      for (int w = 0; w < WINDOWS_PER_TURN; w++) {
        said.add(window(speaker, chance));
      }
      known = assigner.assign(known, part(20_000L * i, 0, said)).roster();
    }
    List<float[]> windows = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      windows.add(window(i / WINDOWS_PER_TURN % speakers, chance));
    }
    long at = 1_000_000;
    whole = part(at, 0, windows);
    afterClauses = known;
    for (int from = 0; from < WINDOWS - CLAUSE; from += CLAUSE) {
      var clause = part(at, from, windows.subList(from, from + CLAUSE));
      afterClauses = assigner.assign(afterClauses, clause).roster();
    }
    rest = part(at, WINDOWS - CLAUSE, windows.subList(WINDOWS - CLAUSE, WINDOWS));
  }

  @Benchmark
  public Object segment() {
    return assigner.assign(known, whole);
  }

  @Benchmark
  public Object lastClause() {
    return assigner.assign(afterClauses, rest);
  }

  /** A voice and noise, as alike as windows of recordings are: 0.70 for one voice. */
  private static float[] window(int speaker, Random chance) {
    float[] heard = new float[EMBEDDING_LENGTH];
    heard[speaker] = 1;
    double noise = Math.sqrt(0.3 / 0.7 / EMBEDDING_LENGTH);
    for (int i = 0; i < heard.length; i++) {
      heard[i] += (float) (noise * chance.nextGaussian());
    }
    return VoiceAverage.normalised(heard);
  }

  private static RecognizedSegment part(long wholeMillis, int from, List<float[]> embeddings) {
    long start = wholeMillis + STEP_MILLIS * from;
    WindowPrint[] windows = new WindowPrint[embeddings.size()];
    RecognizedWord[] words = new RecognizedWord[embeddings.size()];
    for (int i = 0; i < windows.length; i++) {
      long at = start + STEP_MILLIS * i;
      windows[i] =
          new WindowPrint(
              at, at + 1_200, embeddings.get(i), 0.6f, 5, 0.2f, -20, 4, 900, new float[80]);
      words[i] = new RecognizedWord("word" + i, at, at + 300, 0.9f);
    }
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < windows.length; i++) {
      all.add(i);
    }
    var print =
        new Voiceprint(
            VoiceAverage.mean(windows, all),
            5,
            0.2f,
            0.6f,
            new float[80],
            -20,
            6,
            4,
            null,
            windows);
    var ref =
        new SegmentRef(
            "s",
            "t",
            start,
            start + STEP_MILLIS * windows.length,
            1,
            SegmentKind.FINAL,
            LatencyMarks.NONE,
            STEP_MILLIS * from);
    var text = String.join(" ", Arrays.stream(words).map(RecognizedWord::text).toList());
    return new RecognizedSegment(ref, "en", text, words, 0.9f, null, print, null);
  }
}
