package org.univoice.local.client;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.univoice.gateway.transcript.Cue;
import org.univoice.local.client.Transcript.Segment;
import org.univoice.local.client.Transcript.Translation;

/**
 * Subtitles of one language, in the formats that the gateway writes, too. Cues lie where the words
 * were spoken, so that they fit the recording; those of the translated speech lie where it is
 * heard, so that they fit that.
 */
public final class Subtitles {
  private Subtitles() {}

  /** SubRip for the recording. */
  public static String srt(List<Segment> segments, String language) {
    return org.univoice.gateway.transcript.Subtitles.srt(
        cues(segments, language, Subtitles::spoken));
  }

  /** SubRip for the translated speech. */
  public static String ofSpeech(List<Segment> segments, String language) {
    return org.univoice.gateway.transcript.Subtitles.srt(
        cues(segments, language, (segment, translation) -> heard(translation)));
  }

  /** WebVTT for the recording. */
  public static String vtt(List<Segment> segments, String language) {
    return org.univoice.gateway.transcript.Subtitles.vtt(
        cues(segments, language, Subtitles::spoken));
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
        .filter(Objects::nonNull)
        .toList();
  }

  private static Cue spoken(Segment segment, Translation translation) {
    return new Cue(segment.startMs(), segment.endMs(), "", translation.text());
  }

  private static Cue heard(Translation translation) {
    return translation.speechStartMs() == null
        ? null
        : new Cue(translation.speechStartMs(), translation.speechEndMs(), "", translation.text());
  }
}
