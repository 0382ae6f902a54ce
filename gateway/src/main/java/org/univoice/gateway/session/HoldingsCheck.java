package org.univoice.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.univoice.gateway.session.SessionDirectory.Abandoned;

/**
 * Compares now and then whom the directory says that this gateway holds with whom it holds in
 * memory. They differ when an answer of the directory was lost on its way; and whom another gateway
 * has taken since need not be looked for when this one dies.
 */
final class HoldingsCheck {
  /** So long, twice, nobody is taken; and nobody may stay away for longer. */
  private static final Duration EVERY = Duration.ofMinutes(2);

  private final Supplier<List<Abandoned>> begun;
  private final Consumer<Abandoned> forget;
  private Instant compared;
  private Set<Abandoned> missing = Set.of();

  /**
   * @param begun whom the gateway has begun to hold, by the directory
   * @param forget takes one of them from there
   */
  HoldingsCheck(Supplier<List<Abandoned>> begun, Consumer<Abandoned> forget, Instant now) {
    this.begun = begun;
    this.forget = forget;
    this.compared = now;
  }

  /**
   * @param held whether it is held in memory
   * @param end ends whom nobody holds in memory, and who was missing the time before as well
   */
  void compare(Instant now, Predicate<Abandoned> held, Consumer<Abandoned> end) {
    if (compared.plus(EVERY).isAfter(now)) {
      return;
    }
    compared = now;
    List<Abandoned> missingNow = begun.get().stream().filter(held.negate()).toList();
    for (Abandoned one : missingNow) {
      // What was missing before is not on its way in.
      if (missing.contains(one)) {
        end.accept(one);
        forget.accept(one);
      }
    }
    missing = Set.copyOf(missingNow);
  }
}
