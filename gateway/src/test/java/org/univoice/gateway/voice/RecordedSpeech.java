package org.univoice.gateway.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.univoice.gateway.audio.EncodedAudio;

/** A person who reads, from the repository's samples. */
public final class RecordedSpeech {
  private static final Path SAMPLE = Path.of("..", "samples", "english.wav");

  private RecordedSpeech() {}

  /** 16 kHz mono WAV. */
  public static byte[] wav() {
    try {
      return Files.readAllBytes(SAMPLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its first samples, 16 kHz mono. */
  public static byte[] pcm(int millis) {
    return Arrays.copyOf(EncodedAudio.wav().samples(wav()), millis * 32);
  }

  /** The same, as a file. */
  public static byte[] wav(int millis) {
    return Wav.of(pcm(millis));
  }
}
