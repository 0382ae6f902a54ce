package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What those are called who take another name. */
class NamesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

  private final ShareCounter counter = new ShareCounter();

  @Test
  void shouldCallSomebodyAsTheGatewayDoesThatHeldThemLast() {
    for (int later : List.of(-1, 1)) {
      Map<String, SessionShare> shares = new HashMap<>();
      shares.put("here", share(NOW, Map.of("p", "Ana", "q", "Bruno")));
      shares.put("there", share(NOW.plusSeconds(later), Map.of("p", "Ana Reis")));

      assertThat(session(shares).names())
          .containsEntry("p", later > 0 ? "Ana Reis" : "Ana")
          .containsEntry("q", "Bruno");
    }
  }

  @Test
  void shouldKeepANewNameOfWhoWasHereAndOfNobodyElse() {
    counter.joined("p", "Ana");

    assertThat(counter.renamed("p", "Ana Reis")).isTrue();
    assertThat(counter.renamed("p", "Ana Reis")).as("known").isFalse();
    assertThat(counter.renamed("elsewhere", "Bruno")).isFalse();
    assertThat(names()).isEqualTo(Map.of("p", "Ana Reis"));
  }

  @Test
  void shouldKeepNoNewNameOfWhoIsErased() {
    counter.joined("p", "Ana");
    counter.forget(List.of("p"));

    assertThat(counter.renamed("p", "Ana Reis")).isFalse();
    assertThat(names()).isEmpty();
  }

  private Map<String, String> names() {
    return counter.share(NOW, Optional.empty(), false).names();
  }

  private static SessionShare share(Instant seenAt, Map<String, String> names) {
    return new SessionShare(
        seenAt, Optional.empty(), false, Map.of(), 0, LatencyHistogram.EMPTY, 0, 0, 0, names);
  }

  private static StoredSession session(Map<String, SessionShare> shares) {
    return new StoredSession(
        "s",
        "ana",
        "",
        SessionStatus.ACTIVE,
        "",
        "",
        Map.of(),
        NOW,
        Optional.empty(),
        SessionSettings.DEFAULT,
        SessionFigures.NONE,
        shares,
        1);
  }
}
