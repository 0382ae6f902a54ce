package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.local.client.Transcript.Latency;
import org.univoice.local.client.Transcript.Segment;
import org.univoice.local.client.Transcript.Translation;

class SubtitlesTest {
  private final List<Segment> segments =
      List.of(
          segment(1_200, 2_400, "Bom dia\n\nSão <5> & pouco."),
          segment(3_661_001, 3_661_001, "Até logo."));

  @Test
  void shouldWriteSubRip() {
    assertThat(Subtitles.srt(segments, "pt"))
        .isEqualTo(
            """
            1
            00:00:01,200 --> 00:00:02,400
            Bom dia São <5> & pouco.

            2
            01:01:01,001 --> 01:01:01,002
            Até logo.

            """);
  }

  @Test
  void shouldWriteWebVttWithItsCharactersEscaped() {
    assertThat(Subtitles.vtt(segments, "pt"))
        .startsWith(
            "WEBVTT\n\n00:00:01.200 --> 00:00:02.400\nBom dia São &lt;5&gt; &amp; pouco.\n");
  }

  @Test
  void shouldWriteNothingOfALanguageThatNobodyHeard() {
    assertThat(Subtitles.srt(segments, "es")).isEmpty();
  }

  @Test
  void shouldWriteSubRipOfTheSpeechWhereItIsHeard() {
    assertThat(
            Subtitles.ofSpeech(
                List.of(heard(0, 1_000, 2_500L, 4_000L), heard(1_200, 2_000, 4_000L, 5_250L)),
                "pt"))
        .isEqualTo(
            """
            1
            00:00:02,500 --> 00:00:04,000
            Oi 0

            2
            00:00:04,000 --> 00:00:05,250
            Oi 1200

            """);
  }

  @Test
  void shouldWriteNoSubtitleOfSpeechThatNobodyHeard() {
    assertThat(Subtitles.ofSpeech(List.of(heard(0, 1_000, null, null)), "pt")).isEmpty();
    assertThat(Subtitles.srt(List.of(heard(0, 1_000, null, null)), "pt")).isNotEmpty();
  }

  static Segment segment(long start, long end, String translation) {
    return segment(start, end, translation, start, end);
  }

  private static Segment heard(long start, long end, Long speechStart, Long speechEnd) {
    return segment(start, end, "Oi " + start, speechStart, speechEnd);
  }

  private static Segment segment(
      long start, long end, String translation, Long speechStart, Long speechEnd) {
    return new Segment(
        "t:" + start,
        "S1",
        start,
        end,
        "en",
        "words",
        0.9,
        false,
        false,
        List.of(),
        List.of(
            new Translation(
                "pt",
                translation,
                0.9,
                List.of(),
                List.of(),
                "similar",
                speechStart,
                speechEnd,
                new Latency(1L, 2L, 3L, 4L, 890L, 900L, 600L, 1_500L))));
  }
}
