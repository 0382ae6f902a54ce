package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.univoice.job.recognition.Recognizer.Recognition;

class StableWordsPropertyTest {

  @Property
  void whateverTheFinalHearsItBeginsWithTheStableWords(
      @ForAll("words") List<String> stable, @ForAll("words") List<String> heard) {
    var kept = StableWords.keep(stable.toArray(String[]::new), timed(heard));

    assertThat(kept.text().split(" ")).startsWith(stable.toArray(String[]::new));
    assertThat(Arrays.stream(kept.words()).map(RecognizedWord::text))
        .containsExactly(kept.text().split(" "));
    assertThat(Arrays.stream(kept.words()).map(RecognizedWord::startMillis))
        .isSortedAccordingTo(Long::compare);
  }

  @Property
  void aFinalThatAgreesIsLeftAsItIs(@ForAll("words") List<String> heard) {
    var stable = heard.subList(0, heard.size() / 2).toArray(String[]::new);

    assertThat(StableWords.keep(stable, timed(heard)).text()).isEqualTo(String.join(" ", heard));
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of("a", "b", "c", "d", "e").list().ofMinSize(1).ofMaxSize(12);
  }

  private static Recognition timed(List<String> heard) {
    var words = new RecognizedWord[heard.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = new RecognizedWord(heard.get(i), i * 300L, i * 300L + 250, 0.9f);
    }
    return new Recognition(String.join(" ", heard), "en", 1, 0.9f, 0, words);
  }
}
