package org.univoice.local.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.univoice.client.MediaListener;
import org.univoice.client.SpeechFrame;

/** Counts what somebody heard, and how often. Safe for use by several threads. */
public final class HeardSession implements MediaListener {
  private final Map<String, Stretch> finals = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<Integer, String> speeches = new HashMap<>();
  private final Map<String, Integer> frames = new HashMap<>();
  private final Map<String, Integer> promised = new HashMap<>();
  private long readyAgainNanos;

  /** A segment on the speaker's timeline. */
  public record Stretch(long startMillis, long endMillis) {
    long overlap(Stretch other) {
      return Math.max(
          0, Math.min(endMillis, other.endMillis) - Math.max(startMillis, other.startMillis));
    }

    long length() {
      return endMillis - startMillis;
    }
  }

  @Override
  public synchronized void onMessage(JsonNode message) {
    String type = message.path("type").asText();
    String segment = message.path("segment").asText();
    switch (type) {
      case "session.ready" -> {
        if (message.path("resumed").asBoolean() && readyAgainNanos == 0) {
          readyAgainNanos = System.nanoTime();
        }
      }
      case "caption.final" -> {
        count(type, segment);
        finals.put(
            segment, new Stretch(message.path("startMs").asLong(), message.path("endMs").asLong()));
      }
      case "translation" -> count(type, segment);
      case "speech.begin" -> {
        count(type, segment);
        speeches.put(message.path("audio").asInt(), segment);
      }
      case "speech.end" -> {
        count(type, segment);
        promised.put(segment, message.path("chunks").asInt());
      }
      default -> {}
    }
  }

  private void count(String type, String segment) {
    counts.merge(type + " " + segment, 1, Integer::sum);
  }

  @Override
  public synchronized void onSpeech(SpeechFrame frame) {
    frames.merge(speeches.getOrDefault(frame.audio(), "?"), 1, Integer::sum);
  }

  /** When a gateway was ready to go on; 0 when none was. */
  public synchronized long readyAgainNanos() {
    return readyAgainNanos;
  }

  /** The segments whose words were told, in order. */
  public synchronized List<Stretch> segments() {
    return finals.values().stream()
        .sorted((a, b) -> Long.compare(a.startMillis(), b.startMillis()))
        .toList();
  }

  /**
   * What is missing here of what the other one heard: speech whose words did not come, words whose
   * translation did not come, and translations that were not spoken to their end.
   */
  public synchronized List<String> lacks(List<Stretch> said) {
    List<String> lost = new ArrayList<>();
    for (Stretch segment : said) {
      long told = finals.values().stream().mapToLong(segment::overlap).sum();
      if (told < 0.9 * segment.length()) {
        lost.add("words of " + segment + ": " + told + " ms of it");
      }
    }
    for (String segment : finals.keySet()) {
      for (String type : List.of("translation", "speech.begin", "speech.end")) {
        if (!counts.containsKey(type + " " + segment)) {
          lost.add(type + " of " + segment);
        }
      }
      int missing = promised.getOrDefault(segment, 0) - frames.getOrDefault(segment, 0);
      if (missing > 0) {
        lost.add(missing + " pieces of the speech of " + segment);
      }
    }
    return lost;
  }

  /** What came more than once, or was said of the same stretch of speech twice. */
  public synchronized List<String> repeats() {
    List<String> twice = new ArrayList<>();
    counts.forEach(
        (what, times) -> {
          if (times > 1) {
            twice.add(what + ": " + times + " times");
          }
        });
    promised.forEach(
        (segment, pieces) -> {
          if (frames.getOrDefault(segment, 0) > pieces) {
            twice.add("pieces of the speech of " + segment);
          }
        });
    List<Stretch> all = segments();
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).overlap(all.get(i - 1)) > 0) {
        twice.add("words of " + all.get(i - 1) + " and " + all.get(i));
      }
    }
    return twice;
  }
}
