package org.univoice.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ResidencyPolicyPropertyTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final URI EUROPE = URI.create("https://eu.example.com");

  @Property
  void dataStayInTheirRegionUnlessTheirOwnerLetsThemGo(
      @ForAll("regions") String here,
      @ForAll("regions") String home,
      @ForAll boolean agreed,
      @ForAll boolean takenBack) {
    ResidencyPolicy policy = new ResidencyPolicy(here, Map.of("eu-west-1", EUROPE));
    Consent consent = new Consent(!takenBack, "I agree", "1", NOW);
    User user = user(home, agreed ? Map.of(ConsentKind.CROSS_REGION_TRANSFER, consent) : Map.of());
    boolean mayLeave = agreed && !takenBack;
    boolean isHome = here.isEmpty() || home.isEmpty() || home.equals(here);

    assertThat(policy.permits(user, NOW)).isEqualTo(isHome || mayLeave);
    if (!isHome && !mayLeave) {
      assertThatThrownBy(() -> policy.require(Optional.of(user), NOW))
          .hasMessage("Your data stay in " + home + "; this is " + here + ".")
          .extracting("suggestion")
          .asString()
          .contains(home.equals("eu-west-1") ? EUROPE.toString() : home);
    }
  }

  @Provide
  Arbitrary<String> regions() {
    return Arbitraries.of("", "us-east-1", "eu-west-1", "ap-southeast-1");
  }

  private static User user(String region, Map<ConsentKind, Consent> consents) {
    return new User(
        "u",
        "",
        "",
        "",
        region,
        Set.of(),
        Map.of(),
        "",
        Map.of(),
        consents,
        NOW,
        Optional.empty(),
        1);
  }
}
