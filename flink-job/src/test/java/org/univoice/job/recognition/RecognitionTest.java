package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.univoice.job.recognition.Recognizer.Recognition;

class RecognitionTest {

  private static final Recognition HEARD =
      new Recognition(
          "I will go. Thank you.",
          "en",
          1,
          0.7f,
          0.01f,
          new RecognizedWord[] {
            word("I", 0.95f),
            word("will", 0.95f),
            word("go.", 0.95f),
            word("Thank", 0.2f),
            word("you.", 0.2f)
          });

  @Test
  void shouldNotLetADoubtfulEndHideBehindASureBeginning() {
    Recognition end = HEARD.part(3, 5);

    assertThat(end.text()).isEqualTo("Thank you.");
    assertThat(end.rawConfidence()).isLessThan(0.25f);
  }

  @Test
  void shouldNotMakeABeginningSurerThanAllOfIt() {
    assertThat(HEARD.part(0, 3).rawConfidence()).isEqualTo(0.7f);
  }

  private static RecognizedWord word(String text, float confidence) {
    return new RecognizedWord(text, 0, 100, confidence);
  }
}
