package org.univoice.job.segmentation;

import static org.univoice.job.segmentation.SegmenterState.NONE;

import java.io.Serializable;
import java.util.Arrays;
import org.univoice.job.segmentation.voiceactivity.VoiceActivityDetector;
import org.univoice.job.stream.QualityMode;

/** Finds where a long segment is best cut: between the two neighbouring windows of least energy. */
final class QuietestPoint implements Serializable {

  private static final int WINDOW = VoiceActivityDetector.WINDOW_SAMPLES;
  private static final int DECILE = 10;

  private final int searchWindows;

  QuietestPoint(long searchSamples) {
    this.searchWindows = Math.toIntExact(searchSamples / WINDOW);
  }

  /**
   * @param before the segment that ends at the cut
   * @param after what is remembered of what follows the cut
   */
  record Split(SegmenterState before, long at, SegmenterState after) {}

  /** Whether the last window is among the quietest tenth of its segment. */
  boolean isReachedBy(SegmenterState state) {
    float[] sorted = state.energies().clone();
    Arrays.sort(sorted);
    return state.energies()[state.energies().length - 1] <= sorted[sorted.length / DECILE];
  }

  /**
   * @param preferred by the session, for the segment after the cut
   */
  Split split(SegmenterState state, long endSample, QualityMode preferred) {
    int at = quietest(state.energies(), firstAllowed(state));
    long cut = state.windowsStart() + (long) at * WINDOW;
    return new Split(until(state, at), cut, after(state, at, cut, endSample, preferred));
  }

  /** The part before the cut must keep a voiced window, or there would be nothing to recognise. */
  private int firstAllowed(SegmenterState state) {
    int firstVoiced = 0;
    while (!state.voicing()[firstVoiced]) {
      firstVoiced++;
    }
    return Math.max(firstVoiced + 1, state.energies().length - searchWindows);
  }

  /** Later wins when equal: less is said again in the next segment's first partial. */
  private static int quietest(float[] energies, int from) {
    int best = from;
    for (int at = from + 1; at < energies.length; at++) {
      if (energies[at - 1] + energies[at] <= energies[best - 1] + energies[best]) {
        best = at;
      }
    }
    return best;
  }

  private static SegmenterState until(SegmenterState state, int at) {
    int last = at - 1;
    while (!state.voicing()[last]) {
      last--;
    }
    long lastVoiced = state.windowsStart() + (last + 1L) * WINDOW;
    return state.spokenUntil(lastVoiced, 0);
  }

  private static SegmenterState after(
      SegmenterState state, int at, long cut, long endSample, QualityMode preferred) {
    float[] energies = Arrays.copyOfRange(state.energies(), at, state.energies().length);
    boolean[] voicing = Arrays.copyOfRange(state.voicing(), at, state.voicing().length);
    long first = NONE;
    long last = NONE;
    long voicedSamples = 0;
    for (int i = 0; i < voicing.length; i++) {
      if (voicing[i]) {
        long start = cut + (long) i * WINDOW;
        long end = Math.min(start + WINDOW, endSample);
        first = first == NONE ? start : first;
        last = end;
        voicedSamples += end - start;
      }
    }
    if (first == NONE) {
      return SegmenterState.quiet(cut);
    }
    return new SegmenterState(
        state.voiced(),
        cut,
        cut,
        first,
        cut,
        last,
        voicedSamples,
        0,
        NONE,
        energies,
        voicing,
        preferred);
  }
}
