package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.segmentation.SpeechSegment;
import org.univoice.job.stream.LatencyMarks;

class ClauseCutTest {
  private static final int SEGMENT_MILLIS = 3_000;
  private static final short VOICE = 8_000;

  @Test
  void shouldCutInTheMiddleOfThePauseBetweenTwoWords() {
    ClauseCut cut = ClauseCut.between(spoken(1_500, 1_560, 100), 1_480, 1_580);

    assertThat(cut.atMillis()).isBetween(1_500L, 1_560L);
  }

  @Test
  void shouldNotCutSpeechThatFlowsOn() {
    assertThat(ClauseCut.between(spoken(0, 0, VOICE), 1_480, 1_580)).isNull();
  }

  /** Softer by 8 dB, as between the sounds of a word. */
  @Test
  void shouldNotTakeAConsonantForAPause() {
    assertThat(ClauseCut.between(spoken(1_500, 1_560, 3_200), 1_480, 1_580)).isNull();
  }

  /** As state of before words were kept has it. */
  @Test
  void shouldKnowNothingOfASegmentOfWhichTheBeginningIsNotKnown() {
    SpeechSegment segment = spoken(1_500, 1_560, 100);
    String[] clause = {"we", "go"};
    ClauseCut unknown = new ClauseCut(0, 700, null);

    ClauseCut after = new ClauseCut(0, 1_530).after(unknown, segment, clause);

    assertThat(after.said()).isNull();
    assertThat(ClauseCut.context(after, segment).isNothing()).isTrue();
    ClauseCut known = new ClauseCut(0, 1_530).after(null, segment, clause);
    assertThat(ClauseCut.context(known, segment).words()).containsExactly(clause);
  }

  private static SpeechSegment spoken(int fromMillis, int toMillis, int level) {
    byte[] pcm = new byte[SEGMENT_MILLIS * SpeechSegment.BYTES_PER_MILLI];
    for (int i = 0; i < pcm.length / 2; i++) {
      boolean isSofter = i >= fromMillis * 16 && i < toMillis * 16;
      int sample = (i % 2 == 0 ? 1 : -1) * (isSofter ? level : VOICE);
      pcm[2 * i] = (byte) sample;
      pcm[2 * i + 1] = (byte) (sample >> 8);
    }
    SegmentRef ref =
        new SegmentRef("s", "ana", 0, SEGMENT_MILLIS, 1, SegmentKind.PARTIAL, LatencyMarks.NONE);
    return new SpeechSegment(ref, "en", 0, pcm);
  }
}
