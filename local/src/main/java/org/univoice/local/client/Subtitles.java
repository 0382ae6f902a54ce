package org.univoice.local.client;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.univoice.local.client.Transcript.Segment;
import org.univoice.local.client.Transcript.Translation;

/**
 * Subtitles of one language: SubRip, and WebVTT (https://www.w3.org/TR/webvtt1/). Cues lie where
 * the words were spoken, so that they fit the recording; those of the translated speech lie where
 * it is heard, so that they fit that.
 */
public final class Subtitles {
  private Subtitles() {}

  private record Cue(long startMillis, long endMillis, String text) {}

  /** SubRip for the recording. */
  public static String srt(List<Segment> segments, String language) {
    return srt(cues(segments, language, Subtitles::spoken));
  }

  /** SubRip for the translated speech. */
  public static String ofSpeech(List<Segment> segments, String language) {
    return srt(cues(segments, language, (segment, translation) -> heard(translation)));
  }

  /** WebVTT for the recording. */
  public static String vtt(List<Segment> segments, String language) {
    StringBuilder text = new StringBuilder("WEBVTT\n\n");
    for (Cue cue : cues(segments, language, Subtitles::spoken)) {
      String escaped = cue.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      text.append(times(cue, '.')).append(escaped).append("\n\n");
    }
    return text.toString();
  }

  private static String srt(List<Cue> cues) {
    StringBuilder text = new StringBuilder();
    int number = 1;
    for (Cue cue : cues) {
      text.append(number++).append('\n').append(times(cue, ',')).append(cue.text()).append("\n\n");
    }
    return text.toString();
  }

  private static List<Cue> cues(
      List<Segment> segments, String language, BiFunction<Segment, Translation, Cue> place) {
    return segments.stream()
        .flatMap(
            segment ->
                segment.translations().stream()
                    .filter(translation -> translation.language().equals(language))
                    .limit(1)
                    .map(translation -> place.apply(segment, translation)))
        .filter(cue -> cue != null && !cue.text().isEmpty())
        .sorted(Comparator.comparingLong(Cue::startMillis))
        .toList();
  }

  private static Cue spoken(Segment segment, Translation translation) {
    return new Cue(segment.startMs(), segment.endMs(), line(translation));
  }

  private static Cue heard(Translation translation) {
    return translation.speechStartMs() == null
        ? null
        : new Cue(translation.speechStartMs(), translation.speechEndMs(), line(translation));
  }

  /** Blank lines end a cue in both formats, so the text is put on one line. */
  private static String line(Translation translation) {
    return translation.text().replaceAll("\\s+", " ").strip();
  }

  private static String times(Cue cue, char separator) {
    return time(cue.startMillis(), separator)
        + " --> "
        + time(Math.max(cue.endMillis(), cue.startMillis() + 1), separator)
        + "\n";
  }

  private static String time(long millis, char separator) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1_000 % 60,
        separator,
        millis % 1_000);
  }
}
