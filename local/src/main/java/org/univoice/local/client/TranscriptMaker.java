package org.univoice.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.univoice.local.client.Transcript.Entity;
import org.univoice.local.client.Transcript.Latency;
import org.univoice.local.client.Transcript.Percentiles;
import org.univoice.local.client.Transcript.Segment;
import org.univoice.local.client.Transcript.Summary;
import org.univoice.local.client.Transcript.Translation;
import org.univoice.local.client.Transcript.Word;

/** Puts together what the listeners of a session heard. */
final class TranscriptMaker {
  private TranscriptMaker() {}

  static Transcript make(
      String session,
      String speaks,
      Recording recording,
      List<ListenedLanguage> listeners,
      SentTimes sent) {
    Map<String, JsonNode> captions = new LinkedHashMap<>();
    listeners.forEach(listener -> listener.finals().forEach(captions::putIfAbsent));
    List<Segment> segments = new ArrayList<>();
    captions.forEach((id, caption) -> segments.add(segment(id, caption, listeners, sent)));
    segments.sort(Comparator.comparingLong(Segment::startMs));
    return new Transcript(
        session,
        speaks.equals("auto") ? commonest(segments) : speaks,
        recording.durationMillis(),
        segments,
        summary(segments, listeners));
  }

  private static Segment segment(
      String id, JsonNode caption, List<ListenedLanguage> listeners, SentTimes sent) {
    List<Word> words = new ArrayList<>();
    for (JsonNode word : caption.path("words")) {
      words.add(
          new Word(
              word.path("text").asText(),
              word.path("startMs").asLong(),
              word.path("endMs").asLong(),
              word.path("confidence").asDouble()));
    }
    List<Translation> translations =
        listeners.stream()
            .map(listener -> translation(id, listener, sent))
            .filter(Objects::nonNull)
            .toList();
    return new Segment(
        id,
        caption.path("speaker").asText(),
        caption.path("startMs").asLong(),
        caption.path("endMs").asLong(),
        caption.path("language").asText(),
        caption.path("text").asText(),
        caption.path("confidence").asDouble(),
        caption.path("lowConfidence").asBoolean(),
        caption.path("overlapped").asBoolean(),
        words,
        translations);
  }

  private static Translation translation(String id, ListenedLanguage heard, SentTimes sent) {
    JsonNode said = heard.translation(id);
    if (said == null) {
      return null;
    }
    List<String> alternatives = new ArrayList<>();
    said.path("alternatives").forEach(node -> alternatives.add(node.asText()));
    List<Entity> entities = new ArrayList<>();
    said.path("entities")
        .forEach(
            node ->
                entities.add(new Entity(node.path("text").asText(), node.path("type").asText())));
    HeardSpeech speech = heard.speech(id);
    boolean audible = speech != null && speech.startMillis() != null;
    return new Translation(
        heard.language,
        said.path("text").asText(),
        said.path("confidence").asDouble(),
        alternatives,
        entities,
        audible ? speech.voice() : "none",
        audible ? speech.startMillis() : null,
        audible ? speech.stopMillis() : null,
        ListenerLatency.of(heard.latency(id), audible ? speech : null, sent));
  }

  private static Summary summary(List<Segment> segments, List<ListenedLanguage> listeners) {
    Set<String> languages = new LinkedHashSet<>();
    segments.forEach(segment -> languages.add(segment.language()));
    listeners.forEach(listener -> languages.add(listener.language));
    int speakers = (int) segments.stream().map(Segment::speaker).distinct().count();
    return new Summary(
        segments.size(),
        speakers,
        List.copyOf(languages),
        percentiles(segments, Latency::endToEnd),
        percentiles(segments, Latency::heard));
  }

  private static Percentiles percentiles(List<Segment> segments, Function<Latency, Long> of) {
    return Percentiles.of(
        segments.stream()
            .flatMap(segment -> segment.translations().stream())
            .map(Translation::latencyMs)
            .map(of)
            .filter(Objects::nonNull)
            .toList());
  }

  private static String commonest(List<Segment> segments) {
    Map<String, Long> millis = new LinkedHashMap<>();
    segments.forEach(s -> millis.merge(s.language(), s.endMs() - s.startMs(), Long::sum));
    return millis.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
