package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.job.translation.TranslationRoute.Way;

class TranslationRouteTest {

  /** What the default weights declare, and a model from Spanish into English. */
  private static final Set<String> DECLARED = Set.of("en>pt", "pt>en", "es>en");

  @ParameterizedTest
  @CsvSource({
    "pt, pt, true, AS_IT_IS, none",
    "pt, en, true, DIRECT, useful",
    "en, pt, false, DIRECT, useful",
    "es, pt, false, OVER_ENGLISH, gist",
    "es, pt, true, OVER_ENGLISH, gist",
    "fr, en, true, GIST, gist",
    "fr, en, false, NONE, none",
    "fr, pt, true, GIST_OVER_ENGLISH, gist",
    "fr, pt, false, NONE, none",
    "fr, de, true, NONE, none",
    "pt, de, false, NONE, none"
  })
  void shouldGoTheBestWayThereIs(
      String source, String target, boolean hasGist, Way way, String tier) {
    assertThat(TranslationRoute.of(source, target, hasGist, TranslationRouteTest::serves))
        .isEqualTo(new TranslationRoute(way, tier));
  }

  @Property
  void shouldNeverPromiseUsefulWithoutAModelOfItsOwn(
      @ForAll @AlphaChars @StringLength(2) String source,
      @ForAll @AlphaChars @StringLength(2) String target,
      @ForAll boolean hasGist) {
    TranslationRoute route =
        TranslationRoute.of(source, target, hasGist, TranslationRouteTest::serves);

    assertThat(route.tier().equals("useful")).isEqualTo(serves(source, target));
  }

  private static boolean serves(String source, String target) {
    return DECLARED.contains(source + ">" + target);
  }
}
