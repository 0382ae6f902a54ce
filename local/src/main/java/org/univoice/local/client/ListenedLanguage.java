package org.univoice.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.univoice.client.MediaListener;
import org.univoice.client.SpeechFrame;

/** Everything that one listener heard in its language. Safe for use by several threads. */
final class ListenedLanguage implements MediaListener {
  final String language;
  private final LongSupplier wallMillis;
  private final CaptionListener captions;
  private final OriginalChoice choice;
  private final SpeechTrack track = new SpeechTrack();
  private final List<SpeechTrack.Placed> playing = new ArrayList<>();
  private final OriginalTrack original = new OriginalTrack();
  private final Map<String, JsonNode> finals = new LinkedHashMap<>();
  private final Map<String, JsonNode> translations = new HashMap<>();
  private final Map<String, JsonNode> latencies = new HashMap<>();
  private final Map<Integer, HeardSpeech> speeches = new HashMap<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile long startedAtMillis;
  private volatile long lastHeardAtMillis;

  ListenedLanguage(String language, LongSupplier wallMillis, CaptionListener captions) {
    this(language, OriginalChoice.OFF, wallMillis, captions);
  }

  ListenedLanguage(
      String language, OriginalChoice choice, LongSupplier wallMillis, CaptionListener captions) {
    this.language = language;
    this.choice = choice;
    this.wallMillis = wallMillis;
    this.captions = captions;
  }

  /** The recording begins now; the timeline of what is heard starts here. */
  void begin(long nowMillis) {
    startedAtMillis = nowMillis;
    lastHeardAtMillis = nowMillis;
  }

  @Override
  public synchronized void onMessage(JsonNode message) {
    lastHeardAtMillis = wallMillis.getAsLong();
    String segment = message.path("segment").asText();
    switch (message.path("type").asText()) {
      case "caption.partial" -> captions.partial(language, message.path("text").asText());
      case "caption.final" -> {
        finals.put(segment, message);
        captions.spoken(language, message.path("speaker").asText(), message.path("text").asText());
      }
      case "translation" -> {
        translations.put(segment, message);
        captions.translated(language, message.path("text").asText());
      }
      case "speech.begin" ->
          speeches.put(
              message.path("audio").asInt(),
              HeardSpeech.announced(
                  segment, message.path("endMs").asLong(), message.path("voice").asText()));
      case "latency" -> latencies.put(segment, message);
      case "notice" -> captions.notice(language, message.path("message").asText());
      case "session.finished" -> finished.countDown();
      default -> {}
    }
  }

  @Override
  public synchronized void onSpeech(SpeechFrame frame) {
    long now = wallMillis.getAsLong();
    lastHeardAtMillis = now;
    long arrived = Math.max(0, now - startedAtMillis);
    SpeechTrack.Placed placed = track.add(arrived, frame.samples());
    playing.add(placed);
    speeches.computeIfPresent(frame.audio(), (audio, speech) -> speech.with(now, arrived, placed));
  }

  /** Says nothing of how far the translation is, so it is no sign of life. */
  @Override
  public synchronized void onOriginal(SpeechFrame frame) {
    original.add(frame.timeMillis(), frame.samples());
  }

  CountDownLatch finished() {
    return finished;
  }

  long lastHeardAtMillis() {
    return lastHeardAtMillis;
  }

  synchronized Map<String, JsonNode> finals() {
    return new LinkedHashMap<>(finals);
  }

  synchronized JsonNode translation(String segment) {
    return translations.get(segment);
  }

  synchronized JsonNode latency(String segment) {
    return latencies.get(segment);
  }

  synchronized HeardSpeech speech(String segment) {
    return speeches.values().stream()
        .filter(speech -> speech.segment().equals(segment))
        .findFirst()
        .orElse(null);
  }

  /** What this listener hears, 24 kHz mono. */
  synchronized short[] samples() {
    return choice == OriginalChoice.OFF
        ? track.samples()
        : OriginalMix.mix(track.samples(), playing, original.resampled(), choice.beside);
  }
}
