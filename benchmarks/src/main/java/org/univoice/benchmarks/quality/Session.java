package org.univoice.benchmarks.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.univoice.job.stream.AudioChunk;
import org.univoice.job.stream.QualityMode;
import org.univoice.job.stream.SessionControl;
import org.univoice.job.stream.TrackEvent;

/**
 * What happens when a recording is spoken into a session: one speaker, and a listener for each
 * language in which there is something to compare with.
 *
 * @param id of the session
 * @param hears languages of the listeners
 * @param mode what it prefers
 * @param pcm 16 kHz mono, little-endian signed 16-bit samples
 */
record Session(String id, String speaks, List<String> hears, QualityMode mode, byte[] pcm) {
  static final String SPEAKER = "speaker";
  static final int CHUNK_MILLIS = 50;
  private static final int CHUNK_BYTES = 16 * CHUNK_MILLIS * Short.BYTES;

  /** Longer than any pause that ends a segment, so that the end of the file cuts nothing off. */
  private static final int STILL_CHUNKS = 1_500 / CHUNK_MILLIS;

  /** The job's clock begins anywhere but at 0, which means not set. */
  private static final long BEGAN_MILLIS = 1_000;

  /** Who receives what is written in the language. */
  static String listener(String language) {
    return "hears-" + language;
  }

  /** Everybody comes in. */
  List<TrackEvent> opening() {
    List<TrackEvent> events = new ArrayList<>();
    for (String language : new TreeSet<>(hears)) {
      events.add(control(listener(language), SessionControl.Kind.OPENED, "", language));
    }
    events.add(control(SPEAKER, SessionControl.Kind.OPENED, speaks, ""));
    return events;
  }

  int chunks() {
    return (pcm.length + CHUNK_BYTES - 1) / CHUNK_BYTES + STILL_CHUNKS;
  }

  /** 50 ms; silence after the recording's end. */
  TrackEvent chunk(int index) {
    long from = (long) index * CHUNK_BYTES;
    byte[] samples =
        from >= pcm.length
            ? new byte[CHUNK_BYTES]
            : Arrays.copyOfRange(pcm, (int) from, (int) from + CHUNK_BYTES);
    long startMillis = (long) index * CHUNK_MILLIS;
    long endMillis = startMillis + CHUNK_MILLIS;
    long capturedMillis = BEGAN_MILLIS + endMillis;
    return new TrackEvent(
        id,
        SPEAKER,
        "bench:1",
        new AudioChunk(
            index, startMillis, endMillis, capturedMillis, capturedMillis, capturedMillis, samples),
        null);
  }

  /** Nothing more is said. */
  TrackEvent ending() {
    return control(SPEAKER, SessionControl.Kind.ENDED, "", "");
  }

  /** Everybody goes, and nothing of the session is kept. */
  List<TrackEvent> leaving() {
    List<TrackEvent> events = new ArrayList<>();
    events.add(control(SPEAKER, SessionControl.Kind.LEFT, "", ""));
    for (String language : new TreeSet<>(hears)) {
      events.add(control(listener(language), SessionControl.Kind.LEFT, "", ""));
    }
    return events;
  }

  private TrackEvent control(
      String track, SessionControl.Kind kind, String toSpeak, String toHear) {
    long atMillis =
        kind == SessionControl.Kind.OPENED
            ? BEGAN_MILLIS
            : BEGAN_MILLIS + (long) chunks() * CHUNK_MILLIS;
    return new TrackEvent(
        id,
        track,
        "bench:1",
        null,
        new SessionControl(
            kind, toSpeak, toHear, 0, atMillis, null, null, null, null, mode, false));
  }

  /** As in the recording's truth. */
  static Session of(JudgedRecording recording, QualityMode mode, byte[] pcm) {
    Map<String, String> translations = recording.translations();
    return new Session(
        recording.id(), recording.speaks(), List.copyOf(translations.keySet()), mode, pcm);
  }
}
