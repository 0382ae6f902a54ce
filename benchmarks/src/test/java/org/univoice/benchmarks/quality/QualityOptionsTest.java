package org.univoice.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.local.InvalidInputException;

class QualityOptionsTest {
  @TempDir private Path folder;

  @Test
  void shouldWantAllRowsWhenNobodySaysWhich() {
    QualityOptions usual = QualityOptions.of(List.of("--set", folder.toString()));

    assertThat(usual.parts())
        .contains(QualityPart.DIARIZATION, QualityPart.VOICEPRINT)
        .doesNotContain(QualityPart.LAG);
    assertThat(usual.isUsual()).isTrue();
  }

  @Test
  void shouldMeasureTheLagOfWhatIsTranslatedSentenceBySentence() {
    QualityOptions options =
        QualityOptions.of(List.of("--set", folder.toString(), "--only", "lag"));
    JudgedRecording bySentence = translated("bom dia\nadeus");

    assertThat(options.lagging(List.of(bySentence, translated("bom dia, adeus"), spoken(null))))
        .containsExactly(bySentence);
    assertThat(options.heard(List.of(bySentence))).isEmpty();
  }

  @Test
  void shouldHearOnlyWhatTheWantedRowsNeed() {
    QualityOptions options =
        QualityOptions.of(List.of("--set", folder.toString(), "--only", "phantom,noise"));

    assertThat(options.heard(List.of(spoken("none"), spoken("hum"), spoken(null), still())))
        .containsExactly(spoken("none"), spoken("hum"), still());
  }

  @Test
  void shouldHearACleanRecordingForWordsAndANoisyOneOnlyForNoise() {
    assertThat(QualityPart.RECOGNITION.hears(spoken("none"))).isTrue();
    assertThat(QualityPart.RECOGNITION.hears(spoken("hum"))).isFalse();
    assertThat(QualityPart.RECOGNITION.hears(still())).isFalse();
  }

  @Test
  void shouldNotAskForASetThatIsToBeMade() {
    QualityOptions options =
        QualityOptions.of(
            List.of("--set", folder.resolve("made").toString(), "--source", folder.toString()));

    assertThat(options.source()).isEqualTo(folder);
  }

  @Test
  void shouldRefuseWhatCannotBeMeant() {
    String set = folder.toString();
    assertRefused(List.of(), "--set is missing");
    assertRefused(List.of("--set"), "nothing follows --set");
    assertRefused(List.of("--set", set + "/none"), "there is no such folder");
    assertRefused(List.of("--set", set, "--source", set + "/none"), "there is no such folder");
    assertRefused(List.of("--set", set, "--only", "colour"), "there is no part 'colour'");
    assertRefused(List.of("--set", set, "--fast", "yes"), "'--fast' is no option");
  }

  private static void assertRefused(List<String> arguments, String because) {
    assertThatThrownBy(() -> QualityOptions.of(arguments))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(because);
  }

  private static JudgedRecording spoken(String noise) {
    Map<String, String> tags = noise == null ? Map.of() : Map.of("noise", noise);
    return recording("hello", tags);
  }

  private static JudgedRecording still() {
    return recording("", Map.of("noise", "hum"));
  }

  private static JudgedRecording translated(String text) {
    List<SpokenSentence> said =
        List.of(
            new SpokenSentence(0, 900, "anna", "good day"),
            new SpokenSentence(1_200, 2_000, "anna", "good bye"));
    Path audio = Path.of("a.wav");
    Map<String, String> translations = Map.of("pt", text);
    return new JudgedRecording(
        "set", "a", audio, "en", "good day good bye", null, translations, Map.of(), said);
  }

  private static JudgedRecording recording(String transcript, Map<String, String> tags) {
    Path audio = Path.of("a.wav");
    return new JudgedRecording(
        "set", "a", audio, "en", transcript, null, Map.of(), tags, List.of());
  }
}
