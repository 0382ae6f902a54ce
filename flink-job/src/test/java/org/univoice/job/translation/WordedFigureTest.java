package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.job.call.Hearing;

class WordedFigureTest {

  private static final Map<String, String> OTHER = Map.of("en", "pt", "pt", "en");

  @ParameterizedTest
  @CsvSource({
    "en, 'Moved to March 15.', 'March 15', DATE, '15 de março'",
    "en, 'On the 1st of May, 2024', 'the 1st of May, 2024', DATE, '1º de maio de 2024'",
    "en, 'Her birthday is 4 July.', '4 July', DATE, '4 de julho'",
    "pt, 'Ficou para 15 de março', '15 de março', DATE, 'March 15'",
    "pt, 'No dia 1º de maio de 2024.', '1º de maio de 2024', DATE, 'May 1, 2024'",
    "en, 'We walked 10 km.', '10 km', AMOUNT, '10 km'",
    "en, 'It is 1,200.5 km away', '1,200.5 km', AMOUNT, '1.200,5 km'",
    "pt, 'Pesa 2,5kg', '2,5kg', AMOUNT, '2.5kg'",
    "en, 'Call at 3 pm.', '3 pm', AMOUNT, '15h'",
    "en, 'At 12:30 a.m. sharp', '12:30 a.m.', AMOUNT, '0h30'",
    "pt, 'Vejo você às 15h30.', '15h30', AMOUNT, '3:30 pm'"
  })
  void shouldFindFiguresWithTheirWordsAndWriteThemAsTheTargetDoes(
      String source, String said, String text, String type, String rendering) {
    var found = WordedFigure.in(said, source, OTHER.get(source));

    assertThat(found).hasSize(1);
    assertThat(said.substring(found.get(0).start(), found.get(0).end())).isEqualTo(text);
    assertThat(found.get(0).type()).isEqualTo(type);
    assertThat(found.get(0).rendering()).isEqualTo(rendering);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "See you next Monday",
        "it costs five hundred dollars",
        "they march 15 miles",
        "in March 2024",
        "April 45",
        "version 2.10 made",
        "at 15 pm",
        "10 people am I told",
        "12 msgs, 3 kmx"
      })
  void shouldLeaveWhatIsNotCertainToTheModel(String said) {
    assertThat(WordedFigure.in(said, "en", "pt")).isEmpty();
  }

  @Test
  void shouldTakeHoursForATimeOnlyWhereTheyAreOne() {
    assertThat(WordedFigure.in("Levou 15h, umas 15 horas", "pt", "en")).isEmpty();
    assertThat(WordedFigure.in("On March 15 at 3 pm", "en", "ja")).isEmpty();
  }

  /** The third column is what the default weights make of such a second. */
  @ParameterizedTest
  @CsvSource({
    "en, 'See you on March 15th at 3 pm.', 'Vejo você no dia 15 de março às 15h.', 2",
    "en, 'It starts at 3:30 pm on May 1.', 'Começa às 15:30 em 1 de maio.', 2",
    "en, 'He was born on October 3, 1987.', 'Nasceu em 3 de Outubro de 1987.', 1",
    "en, 'It opens at 9 am and closes at 6 pm.', 'Abre às 9 da manhã e fecha às 18 horas.', 2",
    "en, 'The road is 1,200 km long.', 'A estrada tem 1.200 km de comprimento.', 1",
    "pt, 'A consulta é no dia 1º de maio às 15h30.', 'It is on May 1st at 3:30 p.m.', 2",
    "pt, 'Termina em 31 de dezembro de 2025.', 'It ends on 31 December 2025.', 1",
    "pt, 'Vejo você em 15 de março às 15h.', 'See you on March 15th at 3pm.', 2",
    "pt, 'A loja abre às 9h e fecha às 18h.', 'It opens at 9am and closes at 6pm.', 2"
  })
  void shouldTakeTheModelsOwnWordingOfTheSame(
      String source, String said, String translated, int kept) {
    String target = OTHER.get(source);
    assertThat(EntityMask.keptBy(translated, said, spans(said, source), source, target))
        .hasValueSatisfying(entities -> assertThat(entities).hasSize(kept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Foi em 16 de março.",
        "Foi em 15 de março de 2024.",
        "Foi em 15 de março, sim, 15 de março.",
        "Foi na semana passada."
      })
  void shouldNotTakeAnotherDayNorTheSameTwice(String translated) {
    String said = "It was March 15.";
    assertThat(EntityMask.keptBy(translated, said, spans(said, "en"), "en", "pt")).isEmpty();
  }

  @Test
  void shouldHideADayThatTheModelHasChanged() {
    var translator =
        new FakeTranslator(
            asked ->
                new Translator.Rendering(
                    asked
                        .text()
                        .replace("It is 1,200 km by March 15", "São 1.200 km até 16 de março")
                        .replace("It is %1 by %2", "São %1 até %2"),
                    0.9f,
                    List.of()));
    var request = new Translator.Request("It is 1,200 km by March 15", "en", "pt", List.of());
    var call =
        new MaskedTranslation(translator, request, null, new TranslationGuard(text -> Map.of()));

    var answer = Hearing.answersOf(call).get(0);

    assertThat(answer.text()).isEqualTo("São 1.200 km até 15 de março");
    assertThat(answer.kept())
        .containsExactly(new Entity("1,200 km", "AMOUNT"), new Entity("March 15", "DATE"));
  }

  @Test
  void shouldTellAFigureOnceAndWithItsUnit() {
    var translator =
        new FakeTranslator(
            asked -> new Translator.Rendering("São " + asked.text().substring(6), 0.9f, List.of()));
    var request = new Translator.Request("It is 1,200 km", "en", "pt", List.of());
    var call =
        new MaskedTranslation(translator, request, null, new TranslationGuard(text -> Map.of()));

    assertThat(Hearing.answersOf(call).get(0).kept())
        .containsExactly(new Entity("1,200 km", "AMOUNT"));
  }

  @Property
  void everyDayComesBackFromTheOtherLanguage(
      @ForAll @IntRange(min = 1, max = 31) int day,
      @ForAll @IntRange(min = 1, max = 12) int month,
      @ForAll @IntRange(min = 1000, max = 9999) int year,
      @ForAll boolean isYearSaid) {
    var said = new CalendarDay(day, month, isYearSaid ? String.valueOf(year) : null);

    assertComesBack("on " + said.english() + ".", "en", said.portuguese(), said.english());
    assertComesBack("em " + said.portuguese() + ".", "pt", said.english(), said.portuguese());
  }

  @Property
  void everyTimeOfDayComesBackFromTheOtherLanguage(
      @ForAll @IntRange(min = 0, max = 23) int hour,
      @ForAll @IntRange(min = 0, max = 59) int minute) {
    var said = new ClockTime(hour, minute == 0 ? "" : String.format("%02d", minute));

    assertComesBack("at " + said.english(), "en", said.portuguese(), said.english());
    assertComesBack("às " + said.portuguese(), "pt", said.english(), said.portuguese());
  }

  /** Whatever stands around them, what is hidden comes back, as the target writes it. */
  @Property
  void whatIsHiddenStandsInTheTranslationAsItsTargetWritesIt(
      @ForAll @IntRange(min = 1, max = 31) int day,
      @ForAll @IntRange(min = 1, max = 12) int month,
      @ForAll @IntRange(min = 0, max = 5_000) int length,
      @ForAll String around) {
    var date = new CalendarDay(day, month, null);
    String said = around + " | " + date.english() + " | " + length + " km | " + around;

    EntityMask mask = EntityMask.of(said, List.of(), spans(said, "en"), "en", "pt");

    assertThat(mask.masked()).doesNotContain(date.english());
    assertThat(mask.restore(mask.masked()))
        .hasValueSatisfying(text -> assertThat(text).contains(date.portuguese(), length + " km"));
  }

  private static void assertComesBack(String said, String source, String other, String itself) {
    var found = WordedFigure.in(said, source, OTHER.get(source));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).rendering()).isEqualTo(other);
    assertThat(found.get(0).times("x " + other + ".")).isEqualTo(1);
    assertThat(said.substring(found.get(0).start(), found.get(0).end())).isEqualTo(itself);
  }

  private static List<NamedSpan> spans(String said, String source) {
    return Stream.of(WordedFigure.in(said, source, OTHER.get(source)))
        .flatMap(List::stream)
        .map(one -> new NamedSpan(one.start(), one.end(), one.type()))
        .toList();
  }
}
