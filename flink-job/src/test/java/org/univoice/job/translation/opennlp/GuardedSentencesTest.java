package org.univoice.job.translation.opennlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.job.translation.GuardAccess;

/** The guard with the detector that it has in the job, on sentences of conversation. */
class GuardedSentencesTest {

  private static final Path SENTENCES = Path.of("../benchmarks/quality/sentences");

  private record Pair(String source, String target, String said, String meant) {}

  @Test
  void shouldLetEveryRightTranslationThrough() throws IOException {
    for (Pair pair : pairs()) {
      assertThat(complains(pair.meant(), pair)).as(pair.meant()).isFalse();
    }
  }

  @Test
  void shouldHoldBackWhatWasOnlyCopied() throws IOException {
    List<Pair> pairs = pairs();

    long held = pairs.stream().filter(pair -> complains(pair.said(), pair)).count();

    // The others are short, or little more than names: they prove nothing.
    assertThat(held).isGreaterThan(pairs.size() * 85L / 100);
  }

  @Test
  void shouldHoldBackAnotherSentenceInTheWrongLanguage() throws IOException {
    List<Pair> pairs = pairs();

    long held = 0;
    for (int i = 0; i < pairs.size(); i++) {
      Pair other = pairs.get((i + 1) % pairs.size());
      held +=
          other.source().equals(pairs.get(i).source()) && complains(other.said(), pairs.get(i))
              ? 1
              : 0;
    }

    assertThat(held).isGreaterThan(pairs.size() / 2);
  }

  @ParameterizedTest
  @CsvSource({
    "Maria Silva",
    "Obrigado.",
    "OK",
    "12:30",
    "%1",
    "'%1, %2 e %3'",
    "Chicago Bulls",
    "No.",
    "B4-C7"
  })
  void shouldNotJudgeNamesNumbersAndShortTexts(String text) {
    Pair pair = new Pair("en", "pt", text, text);

    assertThat(complains(text, pair)).isFalse();
  }

  private static boolean complains(String text, Pair pair) {
    return GuardAccess.complaint(
            new OpenNlpTextLanguages(), text, pair.said(), pair.source(), pair.target())
        .isPresent();
  }

  private static List<Pair> pairs() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (String direction : List.of("en-pt", "pt-en")) {
      for (String row : Files.readAllLines(SENTENCES.resolve(direction + ".tsv"))) {
        String[] cells = row.split("\t");
        if (!cells[0].equals("id")) {
          pairs.add(new Pair(cells[1], cells[2], cells[3], cells[4]));
        }
      }
    }
    assertThat(pairs).hasSize(120);
    return pairs;
  }
}
