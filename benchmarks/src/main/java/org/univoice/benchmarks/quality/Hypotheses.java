package org.univoice.benchmarks.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.univoice.internal.v1.Caption;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.Segment;
import org.univoice.internal.v1.Translation;
import org.univoice.internal.v1.Word;

/**
 * What the job made of the recordings, gathered from what it delivers; a line of JSON for each
 * segment, as benchmarks/quality/README.md says. Safe for use by several threads.
 */
final class Hypotheses {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Confidences are told as people write them, not as a float happens to be. */
  private static final double PRECISION = 1e4;

  private final Map<String, Map<String, ObjectNode>> bySession = new TreeMap<>();
  private final Set<String> finished = ConcurrentHashMap.newKeySet();

  /** Takes one delivery to anybody of a session, of which nobody knows when it left. */
  void take(Delivery delivery) {
    take(delivery, 0);
  }

  /**
   * Takes one delivery to anybody of a session.
   *
   * @param leftMillis how much of the recording had been spoken by then
   */
  synchronized void take(Delivery delivery, long leftMillis) {
    String session = delivery.getSessionId();
    boolean toSpeaker = delivery.getTrackId().equals(Session.SPEAKER);
    switch (delivery.getBodyCase()) {
      case CAPTION -> {
        if (toSpeaker) {
          takeCaption(session, delivery.getCaption());
        }
      }
      case TRANSLATION -> takeTranslation(session, delivery.getTranslation(), leftMillis);
      case NOTICE -> {
        if (toSpeaker) {
          ObjectNode lost = line(session, "notice " + delivery.getId());
          lost.put("notice", delivery.getNotice().getCode());
        }
      }
      case TRACK_FINISHED -> {
        if (toSpeaker && delivery.getTrackFinished().getLanguage().isEmpty()) {
          finished.add(session);
        }
      }
      default -> {
        // Speech is judged elsewhere.
      }
    }
  }

  /** Whether everything said in a session has been delivered. */
  boolean hasFinished(String session) {
    return finished.contains(session);
  }

  /** Whether a model owed an answer. */
  synchronized boolean hasGaps(String session) {
    return bySession.getOrDefault(session, Map.of()).values().stream()
        .anyMatch(line -> line.has("notice"));
  }

  /** Before a session is heard again. */
  synchronized void forget(String session) {
    bySession.remove(session);
    finished.remove(session);
  }

  int sessions() {
    return finished.size();
  }

  synchronized void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      for (Map<String, ObjectNode> segments : bySession.values()) {
        List<ObjectNode> inOrder = new ArrayList<>(segments.values());
        inOrder.sort(java.util.Comparator.comparingLong(each -> each.path("start_ms").asLong()));
        for (ObjectNode segment : inOrder) {
          out.write(JSON.writeValueAsString(segment) + "\n");
        }
      }
    }
  }

  private ObjectNode line(String session, String segment) {
    return bySession
        .computeIfAbsent(session, ignored -> new TreeMap<>())
        .computeIfAbsent(segment, ignored -> JSON.createObjectNode().put("session", session));
  }

  private void takeCaption(String session, Caption caption) {
    Segment segment = caption.getSegment();
    boolean isKnown = bySession.getOrDefault(session, Map.of()).containsKey(segment.getId());
    if (caption.getText().isEmpty() && !isKnown) {
      // Takes back what was never shown.
      return;
    }
    ObjectNode line = line(session, segment.getId());
    line.put("segment", segment.getId()).put("track", segment.getTrackId());
    line.put("start_ms", segment.getStartMs());
    if (!caption.getFinal()) {
      ObjectNode partial = line.withArray("partials").addObject();
      partial.put("end_ms", segment.getEndMs()).put("text", caption.getText());
      stableWords(caption, partial);
      return;
    }
    line.put("final", true).put("end_ms", segment.getEndMs());
    line.put("speaker", segment.getSpeaker()).put("language", caption.getLanguage());
    line.put("text", caption.getText()).put("confidence", rounded(caption.getConfidence()));
    ArrayNode words = line.putArray("words");
    for (Word word : caption.getWordsList()) {
      words
          .addObject()
          .put("text", word.getText())
          .put("start_ms", word.getStartMs())
          .put("end_ms", word.getEndMs())
          .put("confidence", rounded(word.getConfidence()));
    }
  }

  /** Captions say it in characters. */
  private static void stableWords(Caption caption, ObjectNode partial) {
    String stable = caption.getText().substring(0, caption.getStableCharacters()).strip();
    partial.put("stable_words", stable.isEmpty() ? 0 : stable.split("\\s+").length);
  }

  private void takeTranslation(String session, Translation translation, long leftMillis) {
    ObjectNode line = line(session, translation.getSegment().getId());
    ObjectNode translations = line.withObject("/translations");
    if (translations
            .path(translation.getLanguage())
            .path("text")
            .asText("")
            .equals(translation.getText())
        && translations.has(translation.getLanguage())) {
      return;
    }
    translations
        .putObject(translation.getLanguage())
        .put("text", translation.getText())
        .put("confidence", rounded(translation.getConfidence()))
        .put("tier", translation.getTier())
        .put("left_ms", leftMillis);
  }

  private static double rounded(float value) {
    return Math.round(value * PRECISION) / PRECISION;
  }
}
