package org.univoice.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

class ConsentCheckPropertyTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Property
  void nothingIsDoneWithoutEveryValidConsentThatItNeeds(
      @ForAll Activity activity, @ForAll("consents") Map<ConsentKind, Consent> consents) {
    boolean allGiven =
        activity.needs().stream()
            .allMatch(
                kind ->
                    consents.containsKey(kind)
                        && consents.get(kind).given()
                        && !consents.get(kind).statement().isBlank()
                        && !consents.get(kind).version().isBlank()
                        && !consents.get(kind).at().isAfter(NOW));

    assertThat(ConsentCheck.permits(consents, activity, NOW)).isEqualTo(allGiven);
    if (!allGiven) {
      assertThatThrownBy(() -> ConsentCheck.require(user(consents), activity, NOW))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }
  }

  @Property
  void everyActivityNeedsAConsentAndNobodyUnknownHasGivenAny(@ForAll Activity activity) {
    assertThat(activity.needs()).isNotEmpty();
    assertThat(ConsentCheck.permits(Optional.empty(), activity, NOW)).isFalse();
    assertThatThrownBy(() -> ConsentCheck.require(Optional.empty(), activity, NOW))
        .hasMessageContaining(activity.words());
  }

  @Property
  void whatIsTakenBackIsNotDoneAnyMore(
      @ForAll Activity activity, @ForAll("consents") Map<ConsentKind, Consent> before) {
    for (ConsentKind kind : activity.needs()) {
      Map<ConsentKind, Consent> after = new EnumMap<>(ConsentKind.class);
      after.putAll(before);
      after.put(kind, new Consent(false, "words", "1", NOW));

      assertThat(ConsentCheck.permits(after, activity, NOW)).isFalse();
    }
  }

  @Provide
  Arbitrary<Map<ConsentKind, Consent>> consents() {
    Arbitrary<Consent> consent =
        Combinators.combine(
                Arbitraries.frequencyOf(
                    Tuple.of(4, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))),
                Arbitraries.frequency(Tuple.of(6, "I agree"), Tuple.of(1, " ")),
                Arbitraries.frequency(Tuple.of(6, "2026-01"), Tuple.of(1, "")),
                Arbitraries.frequency(Tuple.of(6, NOW), Tuple.of(1, NOW.plusSeconds(1))))
            .as(Consent::new);
    return Arbitraries.maps(Arbitraries.of(ConsentKind.class), consent);
  }

  private static Optional<User> user(Map<ConsentKind, Consent> consents) {
    return Optional.of(
        new User(
            "u",
            "",
            "",
            "",
            "",
            Set.of(),
            Map.of(),
            "",
            Map.of(),
            consents,
            NOW,
            Optional.empty(),
            1));
  }
}
