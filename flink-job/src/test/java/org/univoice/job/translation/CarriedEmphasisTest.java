package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.Hearing;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.translation.Translator.Rendering;
import org.univoice.job.translation.Translator.Request;

class CarriedEmphasisTest {

  private static final Pattern WORD = Pattern.compile("\\S+");

  @Test
  void shouldFindTheWordThatSaysTheStressedOne() {
    String said = "I never said that.";
    String text = "Eu nunca disse isso.";

    var carried = CarriedEmphasis.of(at(said, "never"), links(said, text, 0, 1, 2, 3), text, "pt");

    assertThat(texts(text, carried)).containsExactly("nunca");
  }

  @Test
  void shouldStressWhatMeansSomethingOfSeveralWordsThatSayOne() {
    String said = "They went home.";
    String text = "Eles foram para casa.";
    List<WordLink> links = new ArrayList<>(links(said, text, 0, 1, 2, 2));

    var carried = CarriedEmphasis.of(at(said, "home."), links, text, "pt");

    assertThat(texts(text, carried)).containsExactly("casa.");
  }

  @Test
  void shouldStressAFunctionWordWhereNothingElseSaysTheStressedOne() {
    String said = "It is for you.";
    String text = "É para você.";

    var carried = CarriedEmphasis.of(at(said, "you."), links(said, text, 1, 2, 3), text, "pt");

    assertThat(texts(text, carried)).containsExactly("você.");
  }

  @Test
  void shouldStressNothingWhereAWordIsSaidByHalfASentence() {
    String said = "Unbelievable stories.";
    String text = "Histórias nas quais ninguém jamais acreditaria.";

    var carried =
        CarriedEmphasis.of(
            at(said, "Unbelievable"), links(said, text, 1, 0, 0, 0, 0, 0), text, "pt");

    assertThat(carried).isEmpty();
  }

  @Test
  void shouldStressNothingWithoutLinks() {
    assertThat(CarriedEmphasis.of(at("never", "never"), List.of(), "nunca", "pt")).isEmpty();
  }

  @Test
  void shouldFindTheWordBesideWhatWasHidden() {
    String said = "Please write to ana@example.com again today.";
    var answer =
        translated(
            said, "again", "Por favor, escreva para %1 de novo hoje.", 0, 0, 1, 2, 3, 4, 4, 5);

    assertThat(texts(answer.text(), answer.emphasis())).containsExactly("novo");
    assertThat(answer.text()).contains("ana@example.com de novo");
  }

  @Test
  void shouldStressWhatWasHiddenItself() {
    String said = "Please write to ana@example.com again today.";
    var answer =
        translated(
            said,
            "ana@example.com",
            "Por favor, escreva para %1, de novo hoje.",
            0,
            0,
            1,
            2,
            0,
            4,
            4,
            5);

    assertThat(texts(answer.text(), answer.emphasis())).containsExactly("ana@example.com");
  }

  @Test
  void shouldFindTheWordBeforeAndBehindFiguresThatAreWrittenAnotherWay() {
    String said = "They paid $1,250.50 and then 12.5 % more yesterday.";
    var answer =
        translated(said, "yesterday", "Pagaram %1 e %2 a mais ontem.", 1, 2, 3, 5, 6, 6, 7);

    assertThat(answer.text()).contains("$1.250,50 e 12,5 %");
    assertThat(texts(answer.text(), answer.emphasis())).containsExactly("ontem");
  }

  @Test
  void shouldStressNothingInAnotherWordingThanTheOneThatWasLinked() {
    String said = "I never said that.";
    var translator =
        new FakeTranslator(
            asked ->
                new Rendering("", 0.4f, List.of("Nunca disse isso."), links(said, "a b", 0, 1)));

    var answer = answer(translator, said, "never");

    assertThat(answer.text()).isEqualTo("Nunca disse isso.");
    assertThat(answer.emphasis()).isEmpty();
  }

  @Test
  void shouldStressNothingWhereTheTranslatorTellsNoLinks() {
    var translator =
        new FakeTranslator(asked -> new Rendering("Eu nunca disse isso.", 0.9f, List.of()));

    assertThat(answer(translator, "I never said that.", "never").emphasis()).isEmpty();
  }

  /**
   * @param sources for each word of the translation the word of what was asked that it says
   */
  private static MaskedTranslation.Unmasked translated(
      String said, String stressed, String text, int... sources) {
    var translator =
        new FakeTranslator(
            asked -> new Rendering(text, 0.9f, List.of(), links(asked.text(), text, sources)));
    return answer(translator, said, stressed);
  }

  private static MaskedTranslation.Unmasked answer(
      Translator translator, String said, String stressed) {
    var call =
        new MaskedTranslation(
            translator,
            new Request(said, "en", "pt", List.of()),
            null,
            new TranslationGuard(text -> Map.of()),
            at(said, stressed));
    return Hearing.answersOf(call).get(0);
  }

  private static List<TextRange> at(String text, String word) {
    int start = text.indexOf(word);
    return List.of(new TextRange(start, start + word.length()));
  }

  private static List<String> texts(String text, List<TextRange> ranges) {
    return ranges.stream().map(one -> text.substring(one.start(), one.end())).toList();
  }

  private static List<WordLink> links(String source, String target, int... sources) {
    List<MatchResult> from = WORD.matcher(source).results().toList();
    List<MatchResult> to = WORD.matcher(target).results().toList();
    List<WordLink> links = new ArrayList<>();
    for (int i = 0; i < sources.length; i++) {
      MatchResult one = from.get(sources[i]);
      links.add(new WordLink(one.start(), one.end(), to.get(i).start(), to.get(i).end()));
    }
    return links;
  }
}
