package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.job.glossary.GlossaryMatch;
import org.univoice.job.glossary.GlossaryTerm;
import org.univoice.job.glossary.SessionGlossary;
import org.univoice.job.glossary.TermCase;

class GlossaryPropertyTest {

  /** Whatever a model makes of the rest, it keeps placeholders: this one turns words around. */
  @Property
  void everyTermThatIsSaidStandsInTheTranslationAndNoneThatIsNot(
      @ForAll("terms") List<GlossaryTerm> terms, @ForAll("fillers") List<String> fillers) {
    GlossaryTerm[] all = terms.toArray(new GlossaryTerm[0]);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.max(all.length, fillers.size()); i++) {
      text.append(i < fillers.size() ? fillers.get(i) + " " : "");
      text.append(i < all.length ? all[i].source() + " " : "");
    }

    EntityMask mask = mask(all, text.toString());
    String translated = mask.masked().replaceAll("[a-z]+", "xx");
    String restored = mask.restore(translated).orElseThrow();

    for (GlossaryTerm term : all) {
      assertThat(restored).contains(term.target());
      assertThat(restored).doesNotContain(term.source());
    }
    assertThat(mask.entities()).isEmpty();
  }

  @Property
  void aTextWithoutTermsIsLeftAsItWas(@ForAll("fillers") @Size(min = 1) List<String> words) {
    String text = String.join(" ", words);
    GlossaryTerm[] terms = {term("zzz", "q", TermCase.ANY)};

    assertThat(GlossaryMatch.occurring(new SessionGlossary(terms), text, "en")).isNull();
    assertThat(mask(terms, text).masked()).isEqualTo(text);
  }

  @Property
  void applyingAGlossaryAgainChangesNothing(
      @ForAll("terms") List<GlossaryTerm> terms, @ForAll("fillers") List<String> fillers) {
    GlossaryTerm[] all = terms.toArray(new GlossaryTerm[0]);
    StringBuilder text = new StringBuilder(String.join(" ", fillers));
    terms.forEach(term -> text.append(' ').append(term.source()));

    String once = applied(all, text.toString());

    assertThat(applied(all, once)).isEqualTo(once);
  }

  @Test
  void shouldPutEachTermInOnceWhenEverythingIsMappedToEverything() {
    List<String> words =
        IntStream.range(0, 300)
            .mapToObj(i -> "word" + (char) ('a' + i % 26) + (char) ('a' + i / 26))
            .toList();
    GlossaryTerm[] terms =
        words.stream()
            .flatMap(one -> words.stream().limit(10).map(other -> term(one, other, TermCase.ANY)))
            .toArray(GlossaryTerm[]::new);
    String text = String.join(" ", words);

    EntityMask mask = mask(terms, text);

    assertThat(mask.restore(mask.masked()).orElseThrow().split(" ")).hasSize(words.size());
    assertThat(mask.masked().split(" ")).allMatch(word -> word.startsWith("%"));
  }

  private static String applied(GlossaryTerm[] terms, String text) {
    EntityMask mask = mask(terms, text);
    return mask.restore(mask.masked()).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "any, heart, coração, My heart., My coração.",
    "any, heart, coração, HEART, coração",
    "any, heart, coração, hearts beat, coração beat",
    "any, invoice, fatura, we invoiced two invoices, we fatura two fatura",
    "any, invoice, fatura, the invoice's date, the fatura date",
    "follow, invoice, fatura, Invoices, Fatura",
    "exact, invoice, fatura, invoices, invoices",
    "any, organ, órgão, an organization, an organization",
    "any, universe, universo, a university, a university",
    "any, blood pressure, tensão, blood pressures, tensão",
    "any, Acme, Acme Ltda, we are Acme Ltda, we are Acme Ltda",
    "any, heart, coração, sweetheart, sweetheart",
    "any, Herz, heart, ÜberHerz, ÜberHerz",
    "exact, Acme, Acme Ltda, Acme or acme, Acme Ltda or acme",
    "follow, heart, coração, Heart to HEART to heart, Coração to CORAÇÃO to coração",
    "follow, USB, porta, USB, porta",
    "any, blood pressure, tensão, the blood   pressure, the tensão",
    "any, 心臓, coração, 私の心臓が, 私のcoraçãoが",
    "any, C++, Cê, I write C++ now, I write Cê now",
    "any, example, exemplo, see www.example.com for an example, see www.example.com for an exemplo"
  })
  void shouldPutTheTargetInAsTheCaseRuleSays(
      String rule, String source, String target, String said, String restored) {
    GlossaryTerm term = term(source, target, TermCase.valueOf(rule.toUpperCase()));

    EntityMask mask = mask(new GlossaryTerm[] {term}, said);

    assertThat(mask.restore(mask.masked())).hasValue(restored);
  }

  @Test
  void shouldPreferTheLongerOfTwoTermsAndATermToAName() {
    GlossaryTerm[] terms = {
      term("New York", "Nova Iorque", TermCase.ANY),
      term("New York Times", "Times de NY", TermCase.ANY)
    };

    EntityMask mask = mask(terms, "she reads New York Times in New York");

    assertThat(mask.restore(mask.masked())).hasValue("she reads Times de NY in Nova Iorque");
  }

  @Test
  void shouldUseNoTermOfAnotherPair() {
    GlossaryTerm[] german = {new GlossaryTerm("heart", "Herz", "en", "de", TermCase.ANY)};

    assertThat(mask(german, "my heart").masked()).isEqualTo("my heart");
    assertThat(GlossaryMatch.occurring(new SessionGlossary(german), "my heart", "pt")).isNull();
  }

  @Provide
  Arbitrary<List<GlossaryTerm>> terms() {
    Arbitrary<String> sources =
        Arbitraries.strings().withCharRange('k', 'p').ofMinLength(3).ofMaxLength(8);
    Arbitrary<String> targets =
        Arbitraries.strings().withChars("QRS$\\ ç").ofMinLength(1).ofMaxLength(8);
    return Combinators.combine(
            sources, targets.map(text -> "Z" + text), Arbitraries.of(TermCase.class))
        .as(GlossaryPropertyTest::term)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .uniqueElements(GlossaryTerm::source);
  }

  @Provide
  Arbitrary<List<String>> fillers() {
    return Arbitraries.strings()
        .withCharRange('a', 'j')
        .ofMinLength(1)
        .ofMaxLength(6)
        .list()
        .ofMaxSize(8);
  }

  private static EntityMask mask(GlossaryTerm[] terms, String text) {
    return EntityMask.of(text, GlossaryMatch.spans(terms, "pt", text));
  }

  private static GlossaryTerm term(String source, String target, TermCase rule) {
    return new GlossaryTerm(source, target, "en", "pt", rule);
  }
}
