package org.univoice.gateway.recording;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What describes a recording, as it is kept beside it. */
final class RecordingJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private RecordingJson() {}

  static byte[] write(Recording recording) {
    try {
      return JSON.writeValueAsBytes(recording);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes it. */
  static Recording read(InputStream metadata) {
    try (metadata) {
      return JSON.readValue(metadata.readAllBytes(), Recording.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
