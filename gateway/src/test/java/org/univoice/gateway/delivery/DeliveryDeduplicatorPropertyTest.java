package org.univoice.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DeliveryDeduplicatorPropertyTest {

  @Property
  void shouldAcceptEachIdOnceWithinTheWindow(
      @ForAll @Size(max = 200) List<@IntRange(max = 50) Integer> ids) {
    DeliveryDeduplicator deduplicator = new DeliveryDeduplicator(51);
    Set<Integer> seen = new HashSet<>();
    for (int id : ids) {
      assertThat(deduplicator.accept("d" + id, id)).isEqualTo(seen.add(id));
    }
  }

  @Property
  void shouldStayBounded(@ForAll @Size(max = 300) List<Integer> ids) {
    DeliveryDeduplicator deduplicator = new DeliveryDeduplicator(16);
    for (int id : ids) {
      deduplicator.accept("d" + id, id);
      assertThat(deduplicator.size()).isLessThanOrEqualTo(16);
    }
  }

  @Property
  void shouldLetPassAgainOnlyWhatTheParticipantDoesNotHave(
      @ForAll @IntRange(max = 100) int count, @ForAll @IntRange(max = 100) int last) {
    DeliveryDeduplicator deduplicator = new DeliveryDeduplicator(1000);
    for (int sequence = 1; sequence <= count; sequence++) {
      deduplicator.accept("d" + sequence, sequence);
    }
    deduplicator.rewind(last);
    for (int sequence = 1; sequence <= count; sequence++) {
      assertThat(deduplicator.accept("d" + sequence, sequence)).isEqualTo(sequence > last);
    }
  }
}
