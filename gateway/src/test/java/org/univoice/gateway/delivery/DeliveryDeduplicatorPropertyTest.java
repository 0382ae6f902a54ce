package org.univoice.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
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
      assertThat(deduplicator.accept(ids(id), id)).isEqualTo(seen.add(id));
    }
  }

  @Property
  void shouldStayBounded(@ForAll @Size(max = 300) List<Integer> ids) {
    DeliveryDeduplicator deduplicator = new DeliveryDeduplicator(16);
    for (int id : ids) {
      deduplicator.accept(ids(Math.floorMod(id, 5_000)), id);
      assertThat(deduplicator.size()).isLessThanOrEqualTo(16);
    }
  }

  @Property
  void shouldLetPassAgainOnlyWhatTheParticipantDoesNotHave(
      @ForAll @IntRange(max = 100) int count, @ForAll @IntRange(max = 100) int last) {
    DeliveryDeduplicator deduplicator = new DeliveryDeduplicator(1000);
    for (int sequence = 1; sequence <= count; sequence++) {
      deduplicator.accept(ids(sequence), sequence);
    }
    deduplicator.rewind(last);
    for (int sequence = 1; sequence <= count; sequence++) {
      assertThat(deduplicator.accept(ids(sequence), sequence)).isEqualTo(sequence > last);
    }
  }

  @Example
  void shouldTellIdsApartThatLookAlike() {
    DeliveryDeduplicator deduplicator = new DeliveryDeduplicator(100);
    for (String id :
        List.of(
            "a",
            "a/",
            "a/0",
            "a/00",
            "a/7",
            "a/07",
            "a/+7",
            "a/-7",
            "a/7/",
            "a//7",
            "a/9999",
            "a/99999",
            "a/12345678901234567890",
            "/7",
            "7",
            "")) {
      assertThat(deduplicator.accept(id, 1)).as(id).isTrue();
      assertThat(deduplicator.accept(id, 2)).as(id).isFalse();
    }
  }

  @Example
  void shouldForgetWhatBeganLongestAgo() {
    DeliveryDeduplicator deduplicator = new DeliveryDeduplicator(20);
    for (int segment = 0; segment < 4; segment++) {
      for (int piece = 0; piece < 9; piece++) {
        deduplicator.accept("s" + segment + "/pt/speech/" + piece, segment * 9L + piece);
      }
    }
    assertThat(deduplicator.accept("s3/pt/speech/8", 99)).isFalse();
    assertThat(deduplicator.accept("s2/pt/speech/0", 99)).isFalse();
    assertThat(deduplicator.accept("s0/pt/speech/8", 99)).isTrue();
  }

  /** As the job says them: captions, and pieces of speech. */
  private static String ids(int number) {
    return number % 3 == 0 ? "d" + number : "s" + number % 7 + "/pt/speech/" + number;
  }
}
