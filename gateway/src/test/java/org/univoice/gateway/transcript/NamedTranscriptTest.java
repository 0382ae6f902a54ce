package org.univoice.gateway.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a transcript says who speaks. */
class NamedTranscriptTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void shouldSayTheNameWhereOneVoiceAloneGoesByIt() {
    Transcript transcript = transcript(Map.of("a", "Ana"), said("a", "S1"), said("a", "S1"));

    assertThat(speakers(transcript)).containsExactly("Ana", "Ana");
  }

  @Test
  void shouldSayNameAndVoiceWhereAMicrophoneHasSeveral() {
    Transcript transcript =
        transcript(
            Map.of("a", "Ana", "b", "Bruno"), said("a", "S1"), said("b", "S2"), said("a", "S3"));

    assertThat(speakers(transcript)).containsExactly("Ana (S1)", "Bruno", "Ana (S3)");
  }

  @Test
  void shouldTellTwoPeopleOfOneNameApart() {
    Transcript transcript =
        transcript(Map.of("a", "Ana", "b", "Ana"), said("a", "S1"), said("b", "S2"));

    assertThat(speakers(transcript)).containsExactly("Ana (S1)", "Ana (S2)");
  }

  @Test
  void shouldSayOneNameOfWhoCameTwice() {
    Transcript transcript =
        transcript(Map.of("a", "Ana", "b", "Ana"), said("a", "S1"), said("b", "S1"));

    assertThat(speakers(transcript)).containsExactly("Ana", "Ana");
  }

  @Test
  void shouldSayTheVoiceOfWhoHasNoName() {
    Transcript transcript = transcript(Map.of("a", "Ana"), said("a", "S1"), said("b", "S2"));

    assertThat(speakers(transcript)).containsExactly("Ana", "S2");
  }

  @Test
  void shouldSayTheNameInEveryFormatWithoutBreakingOne() {
    Transcript transcript = transcript(Map.of("a", "An\na <b> -->"), said("a", "S1"));

    assertThat(Subtitles.srt(transcript.cues())).contains("\nAn a <b> →: text\n");
    assertThat(Subtitles.vtt(transcript.cues())).contains("\n<v An a &lt;b&gt; --&gt;>text\n");
    assertThat(Subtitles.txt(transcript.cues())).isEqualTo("[00:00:01] An a <b> -->: text\n");
  }

  @Test
  void shouldListWhoHasANameAndLeaveItOutOfWhatOthersSay() {
    Transcript transcript =
        transcript(Map.of("b", "Bruno", "a", "Ana"), said("a", "S1"), said("c", "S2"));

    assertThat(transcript.participants())
        .containsExactly(new Transcript.Named("a", "Ana"), new Transcript.Named("b", "Bruno"));
    assertThat(json(transcript.segments().get(0))).contains("\"name\":\"Ana\"");
    assertThat(json(transcript.segments().get(1))).doesNotContain("name");
  }

  private static List<String> speakers(Transcript transcript) {
    return transcript.cues().stream().map(Cue::speaker).toList();
  }

  private static Transcript transcript(Map<String, String> names, TranslationSegment... rows) {
    return Transcript.of("s", START, names, List.of(rows));
  }

  private static int segments;

  private static TranslationSegment said(String participant, String speaker) {
    return new TranslationSegment(
        "s",
        participant + ":" + segments++,
        "text",
        "",
        "en",
        "",
        speaker,
        participant,
        0,
        500,
        0.9,
        0,
        START.plusSeconds(1),
        false);
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
