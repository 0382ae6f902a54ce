package org.univoice.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.internal.v1.Caption;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.Notice;
import org.univoice.internal.v1.Segment;
import org.univoice.internal.v1.TrackFinished;
import org.univoice.internal.v1.Translation;
import org.univoice.internal.v1.Word;

class HypothesesTest {
  private final Hypotheses hypotheses = new Hypotheses();

  @TempDir private Path folder;

  @Test
  void shouldGatherEverythingThatIsSaidOfASegment() throws Exception {
    hypotheses.take(caption("speaker", 0, "good", false));
    hypotheses.take(caption("speaker", 0, "good day", true));
    hypotheses.take(caption("hears-pt", 0, "good day", true));
    hypotheses.take(translation(0));

    JsonNode line = lines().get(0);
    assertThat(line.get("session").asText()).isEqualTo("set/talk");
    assertThat(line.get("text").asText()).isEqualTo("good day");
    assertThat(line.get("confidence").asDouble()).isEqualTo(0.9);
    assertThat(line.at("/words/0/start_ms").asLong()).isEqualTo(100);
    assertThat(line.get("partials")).hasSize(1);
    assertThat(line.at("/translations/pt/text").asText()).isEqualTo("bom dia");
    assertThat(lines()).hasSize(1);
  }

  @Test
  void shouldKnowWhenATranslationLeftForTheFirstTime() throws Exception {
    hypotheses.take(translation(0), 3_450);
    hypotheses.take(translation(0), 9_000);

    assertThat(lines().get(0).at("/translations/pt/left_ms").asLong()).isEqualTo(3_450);
  }

  @Test
  void shouldWriteSegmentsInTheOrderOfTheirStart() throws Exception {
    hypotheses.take(caption("speaker", 12_000, "later", true));
    hypotheses.take(caption("speaker", 2_000, "sooner", true));

    assertThat(lines())
        .extracting(line -> line.get("text").asText())
        .containsExactly("sooner", "later");
  }

  @Test
  void shouldKnowASessionFinishedOnceItsSpeakerIsToldSo() throws Exception {
    hypotheses.take(finished("hears-pt", "pt"));
    assertThat(hypotheses.hasFinished("set/talk")).isFalse();

    hypotheses.take(finished("speaker", ""));
    assertThat(hypotheses.hasFinished("set/talk")).isTrue();
  }

  @Test
  void shouldKnowWhichSessionsLackAnAnswerAndForgetThemForAnotherTry() throws Exception {
    hypotheses.take(caption("speaker", 0, "good day", true));
    assertThat(hypotheses.hasGaps("set/talk")).isFalse();

    hypotheses.take(
        to("speaker").setNotice(Notice.newBuilder().setCode("STT_SERVICE_ERROR")).build());
    assertThat(hypotheses.hasGaps("set/talk")).isTrue();

    hypotheses.forget("set/talk");
    assertThat(hypotheses.hasGaps("set/talk")).isFalse();
    assertThat(lines()).isEmpty();
  }

  private List<JsonNode> lines() throws Exception {
    Path file = folder.resolve("hypotheses.jsonl");
    hypotheses.write(file);
    ObjectMapper json = new ObjectMapper();
    return Files.readAllLines(file).stream().map(line -> read(json, line)).toList();
  }

  private static JsonNode read(ObjectMapper json, String line) {
    try {
      return json.readTree(line);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Delivery caption(String to, long startMillis, String text, boolean isFinal) {
    Word word = Word.newBuilder().setText("good").setStartMs(100).setConfidence(0.9f).build();
    return to(to)
        .setCaption(
            Caption.newBuilder()
                .setSegment(segment(startMillis))
                .setFinal(isFinal)
                .setText(text)
                .setConfidence(0.9f)
                .addWords(word))
        .build();
  }

  private static Delivery translation(long startMillis) {
    return to("hears-pt")
        .setTranslation(
            Translation.newBuilder()
                .setSegment(segment(startMillis))
                .setLanguage("pt")
                .setText("bom dia"))
        .build();
  }

  private static Delivery finished(String to, String language) {
    return to(to).setTrackFinished(TrackFinished.newBuilder().setLanguage(language)).build();
  }

  private static Segment segment(long startMillis) {
    return Segment.newBuilder().setId("speaker:" + startMillis).setStartMs(startMillis).build();
  }

  private static Delivery.Builder to(String track) {
    return Delivery.newBuilder().setSessionId("set/talk").setTrackId(track);
  }
}
