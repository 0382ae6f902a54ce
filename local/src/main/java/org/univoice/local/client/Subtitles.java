package org.univoice.local.client;

import java.util.List;
import java.util.Locale;
import org.univoice.local.client.Transcript.Segment;
import org.univoice.local.client.Transcript.Translation;

/**
 * Subtitles of one language: SubRip, and WebVTT (https://www.w3.org/TR/webvtt1/). Cues lie where
 * the words were spoken, so that they fit the recording.
 */
public final class Subtitles {
  private Subtitles() {}

  public static String srt(List<Segment> segments, String language) {
    StringBuilder text = new StringBuilder();
    int number = 1;
    for (Segment segment : segments) {
      String line = line(segment, language);
      if (!line.isEmpty()) {
        text.append(number++).append('\n').append(cue(segment, ',')).append(line).append("\n\n");
      }
    }
    return text.toString();
  }

  public static String vtt(List<Segment> segments, String language) {
    StringBuilder text = new StringBuilder("WEBVTT\n\n");
    for (Segment segment : segments) {
      String line = line(segment, language).replace("&", "&amp;").replace("<", "&lt;");
      if (!line.isEmpty()) {
        text.append(cue(segment, '.')).append(line.replace(">", "&gt;")).append("\n\n");
      }
    }
    return text.toString();
  }

  /** Blank lines end a cue in both formats, so the text is put on one line. */
  private static String line(Segment segment, String language) {
    return segment.translations().stream()
        .filter(translation -> translation.language().equals(language))
        .map(Translation::text)
        .findFirst()
        .orElse("")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String cue(Segment segment, char separator) {
    return time(segment.startMs(), separator)
        + " --> "
        + time(Math.max(segment.endMs(), segment.startMs() + 1), separator)
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
