package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationGuardTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no|da|vi skal snakke om det i morgen|vi skal snakke om det i morgen",
        "hr|sr|to je vrlo dobra ideja za sve nas ovdje|to je vrlo dobra ideja za sve nas ovde",
        "cs|sk|to je dobrý den pro nový začiatok|to je dobrý den pre nový začiatok",
        "pt|gl|a casa de pedra é bonita|a casa de pedra é bonita",
      })
  void shouldShowARightTranslationBetweenCloseLanguages(
      String source, String target, String said, String text) {
    var guard = new TranslationGuard(plain -> Map.of(source, 0.9, target, 0.1));

    assertThat(guard.complaint(text, said, source, target)).isEmpty();
  }

  @Test
  void shouldNotTakeTheTargetsCloseLanguageForAnother() {
    var guard = new TranslationGuard(plain -> Map.of("hr", 0.9, "sr", 0.1));
    String text = "to je vrlo dobra ideja za sve nas koji smo danas ovde";

    assertThat(guard.complaint(text, "that is a very good idea for us", "en", "sr")).isEmpty();
  }

  @Test
  void shouldStillRefuseWordsThatWereLeftInADistantLanguage() {
    var guard = new TranslationGuard(plain -> Map.of());
    String said = "we talk about it again tomorrow";

    assertThat(guard.complaint(said, said, "en", "pt")).contains("the model left the words in en");
  }

  @Test
  void shouldStillRefuseAnEmptyTranslationBetweenCloseLanguages() {
    var guard = new TranslationGuard(plain -> Map.of());

    assertThat(guard.complaint(" ", "a casa", "pt", "gl")).isPresent();
  }
}
