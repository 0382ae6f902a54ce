package org.univoice.job.emphasis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class ProminenceReaderTest {

  private static final int STEP = 20;
  private static final int POINTS = 15;
  private static final List<String> WORDS =
      List.of("nobody", "wants", "coffee", "before", "breakfast", "sundays");

  private final ProminenceReader reader = new ProminenceReader();

  @Test
  void shouldFindTheWordThatIsHigherAndLouderThanTheOthers() {
    assertThat(emphasized(raised(2, 0.35f, 4))).containsExactly("coffee");
  }

  @Test
  void shouldFindNoneWhereEveryWordHasAnOrdinaryAccent() {
    assertThat(emphasized(raised(2, 0.1f, 1))).isEmpty();
  }

  @Test
  void shouldNotTakeTheBeginningOfAFallingSentenceForStressed() {
    Said falling = raised(-1, 0, 0);
    for (int i = 0; i < falling.pitch.length; i++) {
      falling.pitch[i] -= 0.006f * i;
      falling.levels[i] -= 0.1f * i;
    }

    assertThat(emphasized(falling)).isEmpty();
  }

  @Test
  void shouldFindAWordThatStandsOutOfAFallingSentenceAtItsEnd() {
    Said falling = raised(4, 0.35f, 4);
    for (int i = 0; i < falling.pitch.length; i++) {
      falling.pitch[i] -= 0.004f * i;
    }

    assertThat(emphasized(falling)).containsExactly("breakfast");
  }

  @Test
  void shouldNotTakeADrawnOutLastWordForStressed() {
    Said said = raised(-1, 0, 0);
    var words = new ArrayList<>(said.words);
    TimedWord last = words.get(5);
    words.set(5, new TimedWord(last.text(), last.startMillis(), last.endMillis() + 2_000));

    double[] drawn = reader.scores(words, said.curves(), "en");

    assertThat(drawn[5]).isLessThanOrEqualTo(0.01);
  }

  @Test
  void shouldFindAFunctionWordOnlyWhenItStandsOutFarther() {
    Said said = raised(2, 0.25f, 1.5f);
    var words = new ArrayList<>(said.words);
    TimedWord other = words.get(2);
    words.set(2, new TimedWord("you", other.startMillis(), other.endMillis()));
    Said strong = new Said(words, raised(2, 0.5f, 8).pitch, raised(2, 0.5f, 8).levels);

    assertThat(emphasized(said)).containsExactly("coffee");
    assertThat(emphasized(new Said(words, said.pitch, said.levels))).isEmpty();
    assertThat(emphasized(strong)).containsExactly("you");
  }

  @Test
  void shouldNotTakeAnOctaveMistakenByTheTrackerForAPeak() {
    Said said = raised(-1, 0, 0);
    for (int i = 3 * POINTS; i < 4 * POINTS; i++) {
      said.pitch[i] += 0.69f;
    }

    assertThat(emphasized(said)).isEmpty();
  }

  @Test
  void shouldTellNothingOfAWhisper() {
    Said said = raised(2, 0.35f, 9);
    java.util.Arrays.fill(said.pitch, Float.NaN);

    assertThat(emphasized(said)).isEmpty();
  }

  @Test
  void shouldTellNothingOfThreeWords() {
    Said said = raised(1, 0.5f, 9);

    assertThat(reader.scores(said.words.subList(0, 3), said.curves(), "en")).isEmpty();
    assertThat(reader.emphasized(said.words.subList(0, 3), said.curves(), "en"))
        .containsOnly(false);
  }

  @Test
  void shouldTellNothingWithoutWordsOrCurves() {
    assertThat(reader.emphasized(List.of(), raised(1, 0.5f, 9).curves(), "en")).isEmpty();
    assertThat(
            reader.emphasized(
                raised(1, 0.5f, 9).words, new VoiceCurves(new float[0], new float[0], STEP), "en"))
        .containsOnly(false);
  }

  /** The recording is synthesized: "My brother lives in London with his wife." */
  @Test
  void shouldReadARecordingAsTheMeasurementsDo() throws IOException {
    List<TimedWord> words = new ArrayList<>();
    List<Double> measured = new ArrayList<>();
    List<String[]> points = new ArrayList<>();
    try (var file = ProminenceReaderTest.class.getResourceAsStream("/emphasis/read.tsv")) {
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        String[] columns = line.split("\t");
        if (columns[0].equals("word")) {
          words.add(
              new TimedWord(columns[1], Long.parseLong(columns[2]), Long.parseLong(columns[3])));
          measured.add(Double.parseDouble(columns[4]));
        } else {
          points.add(columns);
        }
      }
    }
    float[] pitch = new float[points.size()];
    float[] levels = new float[points.size()];
    for (int i = 0; i < pitch.length; i++) {
      pitch[i] = Float.parseFloat(points.get(i)[1]);
      levels[i] = Float.parseFloat(points.get(i)[2]);
    }
    var curves = new VoiceCurves(pitch, levels, STEP);

    double[] scores = reader.scores(words, curves, "a language without function words");

    for (int i = 0; i < scores.length; i++) {
      assertThat(scores[i]).isCloseTo(measured.get(i), within(0.001));
    }
    assertThat(reader.emphasized(words, curves, "en")[4]).isTrue();
  }

  @Property
  void shouldFindTheSameWordInAHighAndALowVoiceNearAndFarFromTheMicrophone(
      @ForAll @FloatRange(min = -0.8f, max = 0.8f) float higher,
      @ForAll @FloatRange(min = -30, max = 10) float louder) {
    Said said = raised(2, 0.35f, 4);
    for (int i = 0; i < said.pitch.length; i++) {
      said.pitch[i] += higher;
      said.levels[i] += louder;
    }

    assertThat(emphasized(said)).containsExactly("coffee");
  }

  @Property
  void shouldFindOneWordAtMostWhateverTheCurvesAre(@ForAll float[] pitch, @ForAll float[] levels) {
    int size = Math.min(pitch.length, levels.length);
    var curves =
        new VoiceCurves(
            java.util.Arrays.copyOf(pitch, size), java.util.Arrays.copyOf(levels, size), STEP);

    assertThat(count(reader.emphasized(raised(0, 0, 0).words, curves, "en"))).isLessThan(2);
  }

  private static int count(boolean[] found) {
    int count = 0;
    for (boolean one : found) {
      count += one ? 1 : 0;
    }
    return count;
  }

  private List<String> emphasized(Said said) {
    boolean[] found = reader.emphasized(said.words, said.curves(), "en");
    List<String> words = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i]) {
        words.add(said.words.get(i).text());
      }
    }
    return words;
  }

  /** Six words of 300 ms, each with a small peak of pitch and loudness in its middle. */
  private static Said raised(int word, float higher, float louder) {
    List<TimedWord> words = new ArrayList<>();
    float[] pitch = new float[WORDS.size() * POINTS];
    float[] levels = new float[pitch.length];
    for (int i = 0; i < WORDS.size(); i++) {
      words.add(
          new TimedWord(WORDS.get(i), (long) i * POINTS * STEP, (long) (i + 1) * POINTS * STEP));
      for (int j = 0; j < POINTS; j++) {
        float shape = (float) Math.sin(Math.PI * j / (POINTS - 1));
        float own = i % 2 == 0 ? 0.12f : 0.08f;
        pitch[i * POINTS + j] = 5 + shape * (own + (i == word ? higher : 0));
        levels[i * POINTS + j] = -30 + shape * (6 + own + (i == word ? louder : 0));
      }
    }
    return new Said(words, pitch, levels);
  }

  private record Said(List<TimedWord> words, float[] pitch, float[] levels) {

    VoiceCurves curves() {
      return new VoiceCurves(pitch, levels, STEP);
    }
  }
}
