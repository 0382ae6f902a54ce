package org.univoice.gateway.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SubtitlesPropertyTest {
  private static final Pattern TIMES =
      Pattern.compile(
          "(\\d{2,}):(\\d{2}):(\\d{2})[,.](\\d{3}) --> (\\d{2,}):(\\d{2}):(\\d{2})[,.](\\d{3})");

  @Property
  void subRipIsReadBackWithEveryTextInOrderAndTimesThatNeverGoBack(@ForAll("cues") List<Cue> cues) {
    List<Cue> read = read(Subtitles.srt(cues), "");
    assertThat(read).extracting(Cue::text).isEqualTo(texts(cues, true));
    assertMonotonic(read);
  }

  @Property
  void webVttIsReadBackWithEveryTextInOrderAndTimesThatNeverGoBack(@ForAll("cues") List<Cue> cues) {
    String written = Subtitles.vtt(cues);
    assertThat(written).startsWith("WEBVTT\n\n");
    List<Cue> read = read(written.substring(8), "vtt");
    assertThat(read).extracting(Cue::text).isEqualTo(texts(cues, false));
    assertMonotonic(read);
  }

  @Property
  void plainTextHasOneLineForEachText(@ForAll("cues") List<Cue> cues) {
    assertThat(Subtitles.txt(cues).lines()).hasSize(texts(cues, true).size());
  }

  @Example
  void shouldNameSpeakersInTheFormatsOwnWay() {
    List<Cue> cues = List.of(new Cue(61_250, 62_000, "S<1>", "a < b --> c"));
    assertThat(Subtitles.srt(cues))
        .isEqualTo("1\n00:01:01,250 --> 00:01:02,000\nS<1>: a < b → c\n\n");
    assertThat(Subtitles.vtt(cues))
        .isEqualTo("WEBVTT\n\n00:01:01.250 --> 00:01:02.000\n<v S&lt;1&gt;>a &lt; b --&gt; c\n\n");
    assertThat(Subtitles.txt(cues)).isEqualTo("[00:01:01] S<1>: a < b --> c\n");
  }

  @Example
  void shouldMarkInWebVttWhereSomebodyElseSpeaksAtTheSameTime() {
    List<Cue> cues = List.of(new Cue(0, 1_000, "S1", "Hello", true));
    assertThat(Subtitles.vtt(cues)).contains("<v.overlapped S1>Hello");
    assertThat(Subtitles.srt(cues)).contains("\nS1: Hello\n");
  }

  private static void assertMonotonic(List<Cue> cues) {
    assertThat(cues).allMatch(cue -> cue.endMillis() > cue.startMillis());
    assertThat(cues).isSortedAccordingTo(Comparator.comparingLong(Cue::startMillis));
  }

  private static List<String> texts(List<Cue> cues, boolean arrow) {
    return cues.stream()
        .sorted(Comparator.comparingLong(Cue::startMillis))
        .map(cue -> cue.text().replaceAll("[\\s\\p{Cntrl}\\u2028\\u2029\\u0085]+", " ").strip())
        .filter(text -> !text.isEmpty())
        .map(text -> arrow ? text.replace("-->", "→") : text)
        .toList();
  }

  /** As a player does: blocks, each ended by a blank line. */
  private static List<Cue> read(String written, String kind) {
    List<Cue> cues = new ArrayList<>();
    for (String block : written.split("\n\n")) {
      if (block.isEmpty()) {
        continue;
      }
      String[] lines = block.split("\n", -1);
      int at = kind.isEmpty() ? 1 : 0;
      if (kind.isEmpty()) {
        assertThat(lines[0]).isEqualTo(Integer.toString(cues.size() + 1));
      }
      assertThat(lines).hasSize(at + 2);
      Matcher times = TIMES.matcher(lines[at]);
      assertThat(times.matches()).as(lines[at]).isTrue();
      String text = lines[at + 1];
      assertThat(text).doesNotContain("-->");
      if (!kind.isEmpty()) {
        assertThat(text).doesNotContain("<");
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
      }
      cues.add(new Cue(millis(times, 1), millis(times, 5), "", text));
    }
    return cues;
  }

  private static long millis(Matcher times, int group) {
    return Long.parseLong(times.group(group)) * 3_600_000
        + Long.parseLong(times.group(group + 1)) * 60_000
        + Long.parseLong(times.group(group + 2)) * 1_000
        + Long.parseLong(times.group(group + 3));
  }

  @Provide
  Arbitrary<List<Cue>> cues() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars("ab<>&-\n\r\t \u2028\u0085é→")
            .ofMaxLength(20)
            .map(some -> some);
    return Combinators.combine(
            Arbitraries.longs().between(0, 400_000_000L),
            Arbitraries.longs().between(-10, 60_000),
            Arbitraries.oneOf(text, Arbitraries.just("a --> b"), Arbitraries.just("x\n\n2\n\ny")))
        .as((start, length, said) -> new Cue(start, start + length, "", said))
        .list()
        .ofMaxSize(12);
  }
}
