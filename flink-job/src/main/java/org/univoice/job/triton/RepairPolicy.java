package org.univoice.job.triton;

/**
 * When a model that answers nothing but INTERNAL is worth unloading and loading: after so many such
 * answers in a row, never two repairs at once, and each further one after twice the wait, until the
 * model answers well again. Times are processing time, ms.
 */
final class RepairPolicy {

  private static final long FIRST_WAIT_MILLIS = 5_000;
  private static final long LONGEST_WAIT_MILLIS = 120_000;

  private final int failuresToRepair;
  private int failuresInARow;
  private boolean underWay;
  private boolean unloaded;
  private long waitMillis = FIRST_WAIT_MILLIS;
  private long notBeforeMillis = Long.MIN_VALUE;

  RepairPolicy(int failuresToRepair) {
    this.failuresToRepair = failuresToRepair;
  }

  synchronized void onSuccess() {
    failuresInARow = 0;
    unloaded = false;
    waitMillis = FIRST_WAIT_MILLIS;
  }

  /** Whether whoever got this INTERNAL answer is to repair the model now. */
  synchronized boolean onInternal(long nowMillis) {
    if (underWay) {
      return false; // what fails meanwhile says nothing of the repaired model
    }
    failuresInARow++;
    underWay = failuresInARow >= failuresToRepair && nowMillis >= notBeforeMillis;
    return underWay;
  }

  /** The same for an answer that the model is not there: only our own failed repair is mended. */
  synchronized boolean onMissing(long nowMillis) {
    return unloaded && onInternal(nowMillis);
  }

  /**
   * @param loaded whether the model was loaded; otherwise it may be left unloaded
   */
  synchronized void onRepairEnded(long nowMillis, boolean loaded) {
    underWay = false;
    unloaded = !loaded;
    failuresInARow = 0;
    notBeforeMillis = nowMillis + waitMillis;
    waitMillis = Math.min(LONGEST_WAIT_MILLIS, 2 * waitMillis);
  }
}
