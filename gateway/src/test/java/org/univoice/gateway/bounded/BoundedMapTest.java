package org.univoice.gateway.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedMapTest {

  @Test
  void shouldForgetWhatWasPutFirst() {
    BoundedMap<String, Integer> latest = BoundedMap.ofLatest(2);
    latest.put("a", 1);
    latest.put("b", 2);
    latest.get("a");
    latest.put("c", 3);
    assertThat(latest).containsOnlyKeys("b", "c");
  }

  @Test
  void shouldForgetWhatWasNotUsedForTheLongestTime() {
    BoundedMap<String, Integer> used = BoundedMap.ofUsed(2);
    used.put("a", 1);
    used.put("b", 2);
    used.get("a");
    used.put("c", 3);
    assertThat(used).containsOnlyKeys("a", "c");
  }
}
