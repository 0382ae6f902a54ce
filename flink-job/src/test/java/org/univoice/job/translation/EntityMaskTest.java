package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityMaskTest {

  @Property
  void shouldGiveBackWhatItTook(@ForAll("sentences") String sentence) {
    EntityMask mask = EntityMask.of(sentence);

    assertThat(mask.restore(mask.masked())).contains(sentence);
  }

  @Property
  void shouldGiveAnyTextBack(@ForAll String text) {
    EntityMask mask = EntityMask.of(text);

    assertThat(mask.restore(mask.masked())).contains(text);
  }

  @Property
  void shouldGiveAnyTextOfSignsThatMatterBack(
      @ForAll @Chars({'%', '1', '2', '$', '.', ',', '@', '/', 'A', 'b', ' '}) String text) {
    EntityMask mask = EntityMask.of(text);

    assertThat(mask.restore(mask.masked())).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "en, pt, 'it costs $1,250.50', 'it costs $1.250,50'",
    "en, pt, 'it costs 1,250 dollars', 'it costs 1.250 dollars'",
    "en, pt, 'we grew by 12.5%', 'we grew by 12,5%'",
    "pt, en, 'custa R$ 85,50', 'custa R$ 85.50'",
    "en, pt, 'at 10:30 on 2024-03-15', 'at 10:30 on 2024-03-15'",
    "en, pt, 'see 192.168.1.250', 'see 192.168.1.250'",
    "en, en, 'it costs $1,250.50', 'it costs $1,250.50'"
  })
  void shouldWriteFiguresAsTheTargetDoesWhereThatIsCertain(
      String source, String target, String said, String meant) {
    EntityMask mask = EntityMask.of(said, List.of(), List.of(), source, target);

    assertThat(mask.restore(mask.masked())).hasValue(meant);
  }

  @Test
  void shouldKeepNamesOfOneWordAndCallPlacesAsTheyAreCalled() {
    String said = "Maria flew from Porto to Lisbon, Brazil and the United States";
    List<NamedSpan> names =
        List.of(
            span(said, "Maria", "PERSON"),
            span(said, "Porto", "PLACE"),
            span(said, "Lisbon", "PLACE"),
            span(said, "Brazil", "PLACE"),
            span(said, "the United States", "PLACE"));

    EntityMask mask = EntityMask.of(said, List.of(), names, "en", "pt");

    assertThat(mask.masked()).isEqualTo("%1 flew from %2 to %3, %4 and the %5");
    assertThat(mask.restore(mask.masked()))
        .hasValue("Maria flew from Porto to Lisboa, Brasil and the Estados Unidos");
    assertThat(mask.entities())
        .extracting(Entity::type)
        .containsExactly("PERSON", "PLACE", "PLACE", "PLACE", "PLACE");
  }

  @ParameterizedTest
  @CsvSource({
    "'Ontem falei com Beatriz.', '', 'Beatriz'",
    "'Beatriz mandou lembranças.', '', ''",
    "'Beatriz mandou lembranças.', 'Ontem falei com Beatriz.', 'Beatriz'",
    "'Bom dia. Tudo bem?', '', ''",
    "'O Brasil ganhou.', '', 'Brasil'"
  })
  void shouldFindNamesByTheirCapitalLetterAndRememberThem(
      String said, String before, String names) {
    assertThat(CapitalizedNames.in(said, before.isEmpty() ? List.of() : List.of(before)))
        .extracting(name -> said.substring(name.start(), name.end()))
        .containsExactlyElementsOf(names.isEmpty() ? List.of() : List.of(names));
  }

  private static NamedSpan span(String text, String name, String type) {
    return new NamedSpan(text.indexOf(name), text.indexOf(name) + name.length(), type);
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
