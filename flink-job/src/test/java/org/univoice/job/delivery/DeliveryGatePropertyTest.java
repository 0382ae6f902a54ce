package org.univoice.job.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Items and verdicts come by two ways, each in order, interleaved at random. */
class DeliveryGatePropertyTest {

  private sealed interface Step {}

  private record Item(int revision, int number) implements Step {}

  private record Said(int revision, boolean confirmed) implements Step {}

  private static final long NOW = 7;

  private SegmentGate gate;
  private final Map<Long, Item> held = new HashMap<>();
  private final List<Item> left = new ArrayList<>();
  private long places;

  @Property
  void shouldReleaseTheConfirmedRevisionOnceAndInOrderAndNothingElse(
      @ForAll @IntRange(min = 1, max = 4) int revisions,
      @ForAll @Size(40) List<Boolean> verdictNext,
      @ForAll @Size(4) List<@IntRange(max = 4) Integer> itemsOfRevision) {
    gate = SegmentGate.of("t:0", NOW);
    held.clear();
    left.clear();
    List<Step> verdicts = new ArrayList<>();
    List<Step> items = new ArrayList<>();
    for (int revision = 0; revision < revisions; revision++) {
      verdicts.add(new Said(revision, revision == revisions - 1));
      for (int number = 0; number < itemsOfRevision.get(revision); number++) {
        items.add(new Item(revision, number));
      }
    }

    interleave(verdicts, items, verdictNext).forEach(this::take);

    List<Item> expected = new ArrayList<>();
    for (int number = 0; number < itemsOfRevision.get(revisions - 1); number++) {
      expected.add(new Item(revisions - 1, number));
    }
    assertThat(left).isEqualTo(expected);
    assertThat(held).isEmpty();
    assertThat(gate.held()).isEmpty();
  }

  private static List<Step> interleave(List<Step> one, List<Step> other, List<Boolean> oneNext) {
    List<Step> all = new ArrayList<>();
    int i = 0;
    int j = 0;
    for (int turn = 0; i < one.size() || j < other.size(); turn++) {
      boolean first = oneNext.get(turn % oneNext.size());
      if (i < one.size() && (first || j == other.size())) {
        all.add(one.get(i++));
      } else {
        all.add(other.get(j++));
      }
    }
    return all;
  }

  private void take(Step step) {
    if (step instanceof Item item) {
      switch (DeliveryGate.onCandidate(gate, item.revision())) {
        case RELEASE -> left.add(item);
        case HOLD -> {
          gate = DeliveryGate.hold(gate, item.revision(), places, NOW);
          held.put(places++, item);
        }
        case DROP -> {}
      }
    } else if (step instanceof Said said) {
      var verdict =
          said.confirmed()
              ? DeliveryGate.onConfirmed(gate, said.revision(), NOW)
              : DeliveryGate.onWithdrawn(gate, said.revision(), NOW);
      gate = verdict.gate();
      verdict.released().forEach(place -> left.add(held.remove(place)));
      verdict.dropped().forEach(held::remove);
    }
  }
}
