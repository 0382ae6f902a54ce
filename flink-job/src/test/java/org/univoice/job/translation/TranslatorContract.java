package org.univoice.job.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.Hearing;
import org.univoice.job.translation.Translator.Request;

/** What every translator of English and Portuguese keeps to. */
public abstract class TranslatorContract {

  private Translator translator;

  protected abstract Translator translator() throws Exception;

  @BeforeEach
  void open() throws Exception {
    translator = translator();
    translator.open();
  }

  @AfterEach
  void close() {
    translator.close();
  }

  @Test
  void shouldRenderATextOnce() {
    var request = new Request("Good morning.", "en", "pt", List.of("Hello.", "How are you?"));
    var answers = Hearing.answersOf(translator.translate(request));
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).text()).isNotBlank().isNotEqualTo("Good morning.");
    assertThat(answers.get(0).confidence()).isBetween(0f, 1f);
    assertThat(answers.get(0).alternatives()).isNotNull();
  }

  @Test
  void shouldDoWithoutContextAndKeepLettersBeyondAscii() {
    var request = new Request("Você não está atrasado.", "pt", "en", List.of());
    assertThat(Hearing.answersOf(translator.translate(request)).get(0).text()).isNotBlank();
  }

  @Test
  void shouldSayWhichPairsItServes() {
    assertThat(translator.serves("en", "pt")).isTrue();
    assertThat(translator.serves("pt", "en")).isTrue();
  }
}
