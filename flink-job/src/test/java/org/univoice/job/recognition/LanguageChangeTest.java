package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.segmentation.SpeechSegment;
import org.univoice.job.stream.LatencyMarks;

class LanguageChangeTest {

  @Test
  void shouldTryTheLastPauseAndThenTheFirst() {
    var found = LanguageChange.possibleIn(spoken(9_000, 2_000, 2_300, 4_000, 4_300, 6_000, 6_300));

    assertThat(found).hasSize(2);
    assertThat(found.get(0).cut().atMillis()).isBetween(6_000L, 6_300L);
    assertThat(found.get(1).cut().atMillis()).isBetween(2_000L, 2_300L);
  }

  @Test
  void shouldTakeNoPauseWithTooLittleSpeechOnOneSideToTell() {
    assertThat(LanguageChange.possibleIn(spoken(6_000, 1_000, 1_300, 5_000, 5_300))).isEmpty();
  }

  @Test
  void shouldTakeNoBreathForAPause() {
    assertThat(LanguageChange.possibleIn(spoken(6_000, 3_000, 3_160))).isEmpty();
  }

  /** Milliseconds between which it is still. */
  private static SpeechSegment spoken(int millis, int... stills) {
    byte[] pcm = new byte[millis * SpeechSegment.BYTES_PER_MILLI];
    for (int i = 0; i < pcm.length / 2; i++) {
      boolean isStill = false;
      for (int j = 0; j < stills.length; j += 2) {
        isStill |= i >= stills[j] * 16 && i < stills[j + 1] * 16;
      }
      pcm[2 * i + 1] = (byte) (isStill ? 0 : i % 2 == 0 ? 30 : -30);
    }
    var ref = new SegmentRef("s", "ana", 0, millis, 1, SegmentKind.PARTIAL, LatencyMarks.NONE);
    return new SpeechSegment(ref, "auto", 0, pcm);
  }
}
