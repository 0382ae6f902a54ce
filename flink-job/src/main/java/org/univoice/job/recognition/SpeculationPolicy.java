package org.univoice.job.recognition;

import java.io.Serializable;
import org.univoice.job.call.CallLoad;

/**
 * What is left undone when the recognizer is busy: first partials, then candidates, which then wait
 * for their verdict. Finals are always asked, and tell when it is quiet again.
 *
 * @param partialWaiting inputs waiting on a subtask from which partials are skipped
 * @param partialMillis smoothed duration of calls from which partials are skipped
 * @param candidateWaiting inputs waiting from which candidates are held back
 * @param candidateMillis smoothed duration from which candidates are held back
 */
public record SpeculationPolicy(
    int partialWaiting, double partialMillis, int candidateWaiting, double candidateMillis)
    implements Serializable {

  public SpeculationPolicy {
    if (partialWaiting < 1 || candidateWaiting < partialWaiting) {
      throw new IllegalArgumentException("need 1 <= partialWaiting <= candidateWaiting");
    }
    if (partialMillis <= 0 || candidateMillis < partialMillis) {
      throw new IllegalArgumentException("need 0 < partialMillis <= candidateMillis");
    }
  }

  /** A partial slower than the next one is due, and a candidate slower than the pause, are late. */
  public static SpeculationPolicy standard() {
    return new SpeculationPolicy(4, 700, 8, 1_000);
  }

  public boolean skipsPartials(CallLoad load) {
    return load.waiting() >= partialWaiting || load.recentMillis() >= partialMillis;
  }

  public boolean holdsCandidates(CallLoad load) {
    return load.waiting() >= candidateWaiting || load.recentMillis() >= candidateMillis;
  }
}
