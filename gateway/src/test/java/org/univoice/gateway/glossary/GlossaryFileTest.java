package org.univoice.gateway.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlossaryFileTest {
  private static final Set<String> LANGUAGES = Set.of("en", "pt", "de");

  @Test
  void shouldReadTermsWithAndWithoutAHeader() {
    Term heart = new Term("heart", "coração", "en", "pt", CaseRule.ANY);

    assertThat(read("source,target,pair,case\nheart,coração,en-pt,any\n")).containsExactly(heart);
    assertThat(read("heart,coração,en-pt")).containsExactly(heart);
    assertThat(read("Source,Target,Pair\nheart,coração,en-pt")).containsExactly(heart);
    assertThat(read("\uFEFFheart, coração ,EN-pt,\r\n\r\n")).containsExactly(heart);
    assertThat(read("\"big, \"\"red\"\" one\",x1,en-de,Exact"))
        .containsExactly(new Term("big, \"red\" one", "x1", "en", "de", CaseRule.EXACT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,b,en-pt;x|Line 2 has 1 columns instead of 4.",
        "a,b,en-pt;,b,en-pt,any|Line 2, column 'source': there is nothing.",
        "a,b,en-pt;c, ,en-pt|Line 2, column 'target': there is nothing.",
        "a,b,en-pt;c,d,en|Line 2, column 'pair': 'en' is not a pair of two languages.",
        "a,b,en-en|Line 1, column 'pair': 'en-en' is not a pair of two languages.",
        "a,b,en-pt;c,d,en-xx|Line 2, column 'pair': 'xx' is no language that is translated.",
        "a,b,en-pt,loud|Line 1, column 'case': 'loud' is no case rule.",
        "a,b,en-pt;c,d,en-pt;A,e,en-pt|Line 3, column 'source': 'A' is on line 1 already.",
        "50%,b,en-pt|Line 1, column 'source': there is a control character or a per cent sign.",
        "...,b,en-pt|Line 1, column 'source': there is neither a letter nor a digit.",
        "\"a,b,en-pt|The file is not CSV: a quotation mark is open or stands in the wrong place.",
        "``|The glossary has no terms.",
        "source,target,pair,case|The glossary has no terms."
      })
  void shouldSayWhereTheFirstMistakeIs(String file, String message) {
    assertThatThrownBy(() -> read(file.replace(";", "\n"))).hasMessage(message);
  }

  @Test
  void shouldSayThatColumnsAreDividedByCommas() {
    for (String file : List.of("heart;coração;en-pt;any", "heart\tcoração\ten-pt")) {
      assertThatThrownBy(() -> read(file))
          .hasMessage("Line 1 has no comma; its columns are divided by semicolons or tabs.");
    }
  }

  @Test
  void shouldNameTheLineThatIsNotUtf8() {
    byte[] latin = "a,b,en-pt\nc,coração,en-pt\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> GlossaryFile.read(latin, LANGUAGES))
        .hasMessage("Line 2 is not UTF-8.");
  }

  @Test
  void shouldRefuseWhatIsTooLarge() {
    assertThatThrownBy(() -> read("a".repeat(101) + ",b,en-pt"))
        .hasMessageContaining("the term has 101 characters; 100 are the most.");
    assertThatThrownBy(() -> GlossaryFile.read(new byte[128 * 1024 + 1], LANGUAGES))
        .hasMessageContaining("128 KiB are the most");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= 1_000; i++) {
      many.append("a").append(i).append(",b,en-pt\n");
    }
    assertThatThrownBy(() -> read(many.toString())).hasMessageContaining("more than 1,000 terms");
  }

  @Test
  void shouldWriteNothingThatASpreadsheetCalculates() {
    List<Term> terms = List.of(new Term("=cmd|' /C calc'!A0", "+1", "en", "pt", CaseRule.ANY));

    String file = new String(GlossaryFile.write(terms), StandardCharsets.UTF_8);

    assertThat(file.lines().skip(1)).allMatch(line -> line.matches("\"?'=.*,\"?'\\+1.*"));
    assertThat(read(file)).isEqualTo(terms);
  }

  @Property
  void whatIsWrittenIsReadAsItWas(@ForAll("terms") List<Term> terms) {
    assertThat(read(new String(GlossaryFile.write(terms), StandardCharsets.UTF_8)))
        .isEqualTo(terms);
  }

  @Provide
  Arbitrary<List<Term>> terms() {
    Arbitrary<String> words =
        Arbitraries.strings()
            .withChars("abzÅç日 ,\"'=+-@;")
            .ofMinLength(1)
            .ofMaxLength(20)
            .map(
                text -> java.text.Normalizer.normalize(text.strip(), java.text.Normalizer.Form.NFC))
            .filter(text -> text.codePoints().anyMatch(Character::isLetterOrDigit))
            .filter(text -> !text.matches("'[=+@-].*"));
    return Combinators.combine(words, words, Arbitraries.of(CaseRule.class))
        .as((source, target, rule) -> new Term(source, target, "en", "pt", rule))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .uniqueElements(term -> term.source().toLowerCase(java.util.Locale.ROOT));
  }

  private static List<Term> read(String file) {
    return GlossaryFile.read(file.getBytes(StandardCharsets.UTF_8), LANGUAGES);
  }
}
