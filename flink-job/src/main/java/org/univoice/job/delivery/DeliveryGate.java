package org.univoice.job.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds back what was made for a candidate until its pause is certain. Verdicts and what they speak
 * of come by different ways and in any order; whatever the order, each item of the confirmed
 * revision leaves exactly once, in order, and no item of another revision ever does.
 */
final class DeliveryGate {

  private DeliveryGate() {}

  /** What to do with an item. */
  enum Decision {
    RELEASE,
    HOLD,
    DROP
  }

  /** The gate after a verdict, with what leaves and what is forgotten. */
  record Verdict(SegmentGate gate, List<Long> released, List<Long> dropped) {}

  static Decision onCandidate(SegmentGate gate, int revision) {
    if (gate.confirmed() >= 0) {
      return revision == gate.confirmed() ? Decision.RELEASE : Decision.DROP;
    }
    return revision <= gate.withdrawn() ? Decision.DROP : Decision.HOLD;
  }

  static SegmentGate hold(SegmentGate gate, int revision, long place, long nowMillis) {
    int count = gate.held().length;
    long[] held = Arrays.copyOf(gate.held(), count + 1);
    int[] revisions = Arrays.copyOf(gate.heldRevisions(), count + 1);
    held[count] = place;
    revisions[count] = revision;
    return new SegmentGate(
        gate.segmentId(), gate.confirmed(), gate.withdrawn(), held, revisions, nowMillis);
  }

  static Verdict onConfirmed(SegmentGate gate, int revision, long nowMillis) {
    List<Long> released = new ArrayList<>();
    List<Long> dropped = new ArrayList<>();
    for (int i = 0; i < gate.held().length; i++) {
      (gate.heldRevisions()[i] == revision ? released : dropped).add(gate.held()[i]);
    }
    SegmentGate after =
        new SegmentGate(
            gate.segmentId(), revision, gate.withdrawn(), new long[0], new int[0], nowMillis);
    return new Verdict(after, released, dropped);
  }

  static Verdict onWithdrawn(SegmentGate gate, int revision, long nowMillis) {
    List<Long> dropped = new ArrayList<>();
    SegmentGate after =
        new SegmentGate(
            gate.segmentId(),
            gate.confirmed(),
            Math.max(gate.withdrawn(), revision),
            new long[0],
            new int[0],
            nowMillis);
    for (int i = 0; i < gate.held().length; i++) {
      if (gate.heldRevisions()[i] <= revision) {
        dropped.add(gate.held()[i]);
      } else {
        after = hold(after, gate.heldRevisions()[i], gate.held()[i], nowMillis);
      }
    }
    return new Verdict(after, List.of(), dropped);
  }
}
