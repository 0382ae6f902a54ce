package org.univoice.job.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.job.segmentation.voiceactivity.Pcm16.toMillis;
import static org.univoice.job.segmentation.voiceactivity.Pcm16.toSamples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.univoice.job.stream.QualityMode;

class SpeechSegmenterPropertyTest {

  private static final int WINDOW_MILLIS = 32;
  private static final SegmentationConfig CONFIG = SegmentationConfig.standard();

  /** A stretch of speech and the pause after it, in windows. */
  record Turn(int voicedWindows, int level, int pauseWindows) {}

  @Property(tries = 60)
  void anyChunkingGivesTheSameSegments(
      @ForAll("talks") List<Turn> talk,
      @ForAll QualityMode mode,
      @ForAll("chunkings") int[] chunkBytes) {
    byte[] pcm = pcm(talk);

    var whole = new Segmented(CONFIG).preferring(mode).hear(pcm).end();
    var chunked = new Segmented(CONFIG).preferring(mode).hearInChunks(pcm, chunkBytes).end();

    assertThat(chunked).isEqualTo(whole);
  }

  @Property(tries = 60)
  void everyVoicedSampleIsInExactlyOneFinishedSegment(
      @ForAll("talks") List<Turn> talk, @ForAll QualityMode mode) {
    byte[] pcm = pcm(talk);
    int[] covered = new int[pcm.length / 2];

    for (SegmentDecision finished : finished(Segmented.whole(CONFIG, mode, pcm))) {
      for (long at = finished.audioFrom(); at < finished.audioTo(); at++) {
        covered[(int) at]++;
      }
    }

    int at = 0;
    for (Turn turn : talk) {
      int voiced = (int) toSamples((long) turn.voicedWindows() * WINDOW_MILLIS);
      assertThat(Arrays.stream(covered, at, at + voiced).allMatch(count -> count == 1)).isTrue();
      at += voiced + (int) toSamples((long) turn.pauseWindows() * WINDOW_MILLIS);
    }
    assertThat(Arrays.stream(covered).allMatch(count -> count <= 1)).isTrue();
  }

  @Property(tries = 60)
  void aPauseOverFiveHundredMillisAlwaysFinishesTheSegment(
      @ForAll("talks") List<Turn> talk, @ForAll QualityMode mode) {
    var finished = finished(Segmented.whole(CONFIG, mode, pcm(talk)));

    long atMillis = 0;
    for (Turn turn : talk) {
      atMillis += (long) turn.voicedWindows() * WINDOW_MILLIS;
      long pauseMillis = (long) turn.pauseWindows() * WINDOW_MILLIS;
      if (pauseMillis > CONFIG.pauseMillis()) {
        assertThat(finished).extracting(SegmentDecision::lastVoiced).contains(toSamples(atMillis));
      }
      atMillis += pauseMillis;
    }
  }

  @Property(tries = 60)
  void noSegmentIsLongerThanFifteenSeconds(
      @ForAll("talks") List<Turn> talk, @ForAll QualityMode mode) {
    assertThat(Segmented.whole(CONFIG, mode, pcm(talk)))
        .allSatisfy(
            decision ->
                assertThat(toMillis(decision.audioTo() - decision.audioFrom()))
                    .isLessThanOrEqualTo(CONFIG.maxMillis()));
  }

  @Property(tries = 60)
  void revisionsGrowAndEveryCandidateGetsExactlyOneVerdict(
      @ForAll("talks") List<Turn> talk, @ForAll QualityMode mode) {
    Map<Long, Integer> revisions = new HashMap<>();
    SegmentDecision waiting = null;
    for (SegmentDecision decision : Segmented.whole(CONFIG, mode, pcm(talk))) {
      switch (decision.kind()) {
        case CONFIRMED, WITHDRAWN -> {
          assertThat(waiting).isNotNull();
          assertThat(decision.revision()).isEqualTo(waiting.revision());
          assertThat(decision.firstVoiced()).isEqualTo(waiting.firstVoiced());
          waiting = null;
        }
        default -> {
          assertThat(waiting).isNull();
          int before = revisions.getOrDefault(decision.firstVoiced(), 0);
          assertThat(decision.revision()).isEqualTo(before + 1);
          revisions.put(decision.firstVoiced(), decision.revision());
          waiting = decision.kind() == SegmentKind.CANDIDATE ? decision : null;
        }
      }
    }
    assertThat(waiting).isNull();
  }

  /** FINALs, and candidates that were confirmed. */
  private static List<SegmentDecision> finished(List<SegmentDecision> decisions) {
    var finished = new ArrayList<SegmentDecision>();
    SegmentDecision candidate = null;
    for (SegmentDecision decision : decisions) {
      switch (decision.kind()) {
        case CANDIDATE -> candidate = decision;
        case CONFIRMED -> finished.add(candidate);
        case FINAL -> finished.add(decision);
        default -> {}
      }
    }
    return finished;
  }

  private static byte[] pcm(List<Turn> talk) {
    var speech = new Speech();
    for (Turn turn : talk) {
      speech
          .voice((long) turn.voicedWindows() * WINDOW_MILLIS, turn.level())
          .pause((long) turn.pauseWindows() * WINDOW_MILLIS);
    }
    return speech.pcm();
  }

  /** Stretches are long enough to open a segment; some are longer than one may be. */
  @Provide
  Arbitrary<List<Turn>> talks() {
    var voiced =
        Arbitraries.oneOf(
            Arbitraries.integers().between(4, 60), Arbitraries.integers().between(350, 700));
    var pause = Arbitraries.integers().between(1, 40);
    var level = Arbitraries.integers().between(1_000, 20_000);
    return Combinators.combine(voiced, level, pause).as(Turn::new).list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<int[]> chunkings() {
    return Arbitraries.integers()
        .between(1, 2_400)
        .map(samples -> samples * 2)
        .array(int[].class)
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
