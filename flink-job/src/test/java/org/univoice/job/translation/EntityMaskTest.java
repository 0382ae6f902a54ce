package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EntityMaskTest {

  @Property
  void shouldGiveBackWhatItTook(@ForAll("sentences") String sentence) {
    EntityMask mask = EntityMask.of(sentence);

    assertThat(mask.restore(mask.masked())).contains(sentence);
  }

  @Provide
  Arbitrary<String> sentences() {
    return Arbitraries.of(
            "write to",
            "ana.silva@example.com",
            "https://example.com/a?b=1",
            "by",
            "@rui",
            "#jazz",
            "flight",
            "TP1234",
            "costs",
            "1,234.50",
            "at 10:30",
            "with Maria da Costa",
            "in 90210",
            "$5",
            "a\\b")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(words -> String.join(" ", words));
  }

  @Test
  void shouldHideAddressesAndNamesFromTheTranslator() {
    EntityMask mask = EntityMask.of("ask Maria Costa at maria@example.com");

    assertThat(mask.masked()).doesNotContain("Maria", "example.com");
    assertThat(mask.entities()).extracting(Entity::type).containsExactly("NAME", "EMAIL");
  }

  @Test
  void shouldRecognisePlaceholdersThatTheTranslatorSpacedOut() {
    EntityMask mask = EntityMask.of("mail rui@example.com today");

    assertThat(mask.restore(mask.masked().replace("XQ", "xq "))).isPresent();
  }

  @Test
  void shouldSayWhenThePlaceholderWasLost() {
    assertThat(EntityMask.of("mail rui@example.com today").restore("envie hoje")).isEmpty();
  }

  @Test
  void shouldSayWhenThePlaceholderCameTwice() {
    EntityMask mask = EntityMask.of("mail rui@example.com");

    assertThat(mask.restore(mask.masked() + mask.masked())).isEmpty();
  }
}
