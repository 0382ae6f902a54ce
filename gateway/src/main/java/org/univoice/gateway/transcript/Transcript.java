package org.univoice.gateway.transcript;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.univoice.gateway.catalogue.Languages;

/**
 * What was said in a session, in the order in which it was said.
 *
 * @param start of the session; times are milliseconds since then
 * @param participants who joined it with a name, in the order of their names
 */
public record Transcript(
    String sessionId, Instant start, List<Named> participants, List<Said> segments) {

  /** Somebody who said a name; there may be others of that name. */
  public record Named(String id, String name) {}

  /**
   * Something that was said.
   *
   * @param participant on whose microphone
   * @param name as that participant has said it; empty, and left out of JSON, when none was said
   * @param language as it was recognised
   * @param overlapped somebody else spoke at the same time on that microphone: the words are the
   *     dominant speaker's
   * @param translations one for each language that somebody heard
   */
  public record Said(
      String segment,
      String speaker,
      String participant,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String name,
      long startMs,
      long endMs,
      String language,
      String text,
      double confidence,
      boolean overlapped,
      List<Translated> translations) {}

  /**
   * It in another language.
   *
   * @param latencyMs from the end of the speech to the first byte of its translation; 0 unknown
   */
  public record Translated(String language, String text, double confidence, long latencyMs) {}

  /**
   * Of everything that is kept of one session, in order.
   *
   * @param names by participant id
   */
  static Transcript of(
      String sessionId, Instant start, Map<String, String> names, List<TranslationSegment> rows) {
    Map<String, List<TranslationSegment>> segments = new LinkedHashMap<>();
    rows.forEach(
        row -> segments.computeIfAbsent(row.segmentId(), id -> new ArrayList<>()).add(row));
    return new Transcript(
        sessionId,
        start,
        names.entrySet().stream()
            .map(one -> new Named(one.getKey(), one.getValue()))
            .sorted(Comparator.comparing(Named::name).thenComparing(Named::id))
            .toList(),
        segments.values().stream().map(same -> said(start, names, same)).toList());
  }

  private static Said said(
      Instant start, Map<String, String> names, List<TranslationSegment> same) {
    // Its own row when it is there: the one without a target language comes first.
    TranslationSegment first = same.get(0);
    long startMs = Math.max(0, Duration.between(start, first.saidAt()).toMillis());
    return new Said(
        first.segmentId(),
        first.speakerId(),
        first.participantId(),
        names.getOrDefault(first.participantId(), ""),
        startMs,
        startMs + Math.max(0, first.endMillis() - first.startMillis()),
        first.sourceLanguage(),
        first.sourceText(),
        first.confidence(),
        first.overlapped(),
        same.stream()
            .filter(row -> !row.targetLanguage().isEmpty())
            .map(
                row ->
                    new Translated(
                        row.targetLanguage(),
                        row.translatedText(),
                        row.confidence(),
                        row.latencyMillis()))
            .toList());
  }

  /** Languages in which at least some of it can be read, by primary subtag. */
  public List<String> languages() {
    TreeSet<String> languages = new TreeSet<>();
    for (Said said : segments) {
      languages.add(Languages.primary(said.language()));
      said.translations().forEach(other -> languages.add(Languages.primary(other.language())));
    }
    languages.remove("");
    return List.copyOf(languages);
  }

  /** As it was said, each in its own language. */
  List<Cue> cues() {
    SpeakerLabels labels = new SpeakerLabels(segments);
    return segments.stream().map(said -> cue(labels, said, said.text())).toList();
  }

  /** All that can be read in one language: translations, and what was said in it. */
  List<Cue> cues(String language) {
    SpeakerLabels labels = new SpeakerLabels(segments);
    List<Cue> cues = new ArrayList<>();
    for (Said said : segments) {
      if (Languages.primary(said.language()).equals(language)) {
        cues.add(cue(labels, said, said.text()));
      } else {
        said.translations().stream()
            .filter(other -> Languages.primary(other.language()).equals(language))
            .findFirst()
            .ifPresent(other -> cues.add(cue(labels, said, other.text())));
      }
    }
    return cues;
  }

  private static Cue cue(SpeakerLabels labels, Said said, String text) {
    return new Cue(said.startMs(), said.endMs(), labels.of(said), text, said.overlapped());
  }
}
