package org.univoice.job.triton;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The Triton that tests tagged "triton" talk to: system property univoice.triton, host:port. */
final class RunningTriton {

  private static final int WAV_HEADER_BYTES = 44;
  private static final int FOUR_SECONDS = 4 * 32_000;

  private RunningTriton() {}

  static TritonConfig config() {
    return TritonConfig.at(System.getProperty("univoice.triton", "127.0.0.1:8001"));
  }

  /** Four seconds of English, 16 kHz mono. */
  static byte[] speech() throws IOException {
    try (InputStream wav = RunningTriton.class.getResourceAsStream("/speech/leopard/english.wav")) {
      byte[] bytes = wav.readAllBytes();
      int end = Math.min(bytes.length, WAV_HEADER_BYTES + FOUR_SECONDS);
      return Arrays.copyOfRange(bytes, WAV_HEADER_BYTES, end);
    }
  }
}
