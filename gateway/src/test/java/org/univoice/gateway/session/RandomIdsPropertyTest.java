package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RandomIdsPropertyTest {
  /** Of several gateways and several threads of each. */
  @Property(tries = 10)
  void noTwoOfManyIdsAreTheSame(@ForAll @IntRange(min = 1, max = 4) int gateways) {
    int each = 25_000;
    Set<String> ids = ConcurrentHashMap.newKeySet();
    IntStream.range(0, gateways)
        .mapToObj(i -> new RandomIds())
        .forEach(source -> IntStream.range(0, each).parallel().forEach(i -> ids.add(source.get())));
    assertThat(ids).hasSize(gateways * each);
    assertThat((Collection<String>) ids).allMatch(id -> id.matches("[0-9a-f]{32}"));
  }
}
