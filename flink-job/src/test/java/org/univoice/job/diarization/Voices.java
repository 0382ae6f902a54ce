package org.univoice.job.diarization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;

/** Recorded voiceprints and what is said with them. */
final class Voices {

  private static final int EMBEDDING_LENGTH = 256;

  private Voices() {}

  /** Embeddings of several utterances of a LibriSpeech speaker. */
  static List<float[]> of(String speaker) {
    try (var file = Voices.class.getResourceAsStream("/speech/librispeech-voiceprints.tsv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .filter(row -> row[0].startsWith(speaker + "-"))
          .map(row -> floats(row[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RecognizedSegment said(
      SegmentKind kind, String track, long startMillis, long millis, float[] embedding) {
    var ref =
        new SegmentRef("s", track, startMillis, startMillis + millis, 1, kind, LatencyMarks.NONE);
    var print =
        embedding == null
            ? null
            : new Voiceprint(embedding, 5, 0.2f, 0.6f, new float[] {1, 2}, -20, 6, 4);
    return new RecognizedSegment(
        ref, "en", "words", new RecognizedWord[0], 0.9f, null, print, null);
  }

  /** A voice like no other of another number. */
  static float[] voice(int number) {
    float[] embedding = new float[EMBEDDING_LENGTH];
    embedding[number] = 1;
    return embedding;
  }

  private static float[] floats(String base64) {
    float[] floats = new float[EMBEDDING_LENGTH];
    ByteBuffer.wrap(Base64.getDecoder().decode(base64))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(floats);
    return floats;
  }
}
