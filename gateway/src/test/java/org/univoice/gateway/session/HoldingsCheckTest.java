package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.session.SessionDirectory.Abandoned;

class HoldingsCheckTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Abandoned ANA = new Abandoned("s", "ana", "here");
  private static final Abandoned RUI = new Abandoned("s", "rui", "here");

  private final List<Abandoned> begun = new ArrayList<>(List.of(ANA, RUI));
  private final List<Abandoned> ended = new ArrayList<>();
  private final HoldingsCheck check = new HoldingsCheck(() -> begun, begun::remove, NOW);

  @Test
  void shouldEndWhomNobodyHoldsAndWhoIsNotOnTheWayIn() {
    compare(120, Set.of(ANA));
    assertThat(ended).isEmpty();

    compare(240, Set.of(ANA));

    assertThat(ended).containsExactly(RUI);
    assertThat(begun).containsExactly(ANA);
  }

  @Test
  void shouldWaitForWhoIsTakenJustNow() {
    compare(120, Set.of(ANA));
    compare(240, Set.of(ANA, RUI));
    compare(360, Set.of(ANA));
    assertThat(ended).isEmpty();
  }

  @Test
  void shouldLookNoMoreOftenThanItMust() {
    compare(119, Set.of());
    compare(120, Set.of());
    compare(130, Set.of());
    assertThat(ended).isEmpty();
  }

  private void compare(int seconds, Set<Abandoned> held) {
    check.compare(NOW.plusSeconds(seconds), held::contains, ended::add);
  }
}
