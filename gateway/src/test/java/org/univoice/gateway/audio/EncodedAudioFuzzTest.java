package org.univoice.gateway.audio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever comes as WAV, cut anywhere, becomes whole samples or is refused with what to do. */
class EncodedAudioFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) throws Exception {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) throws Exception {
    take(bytes);
  }

  /** The first byte says how long the pieces are. */
  private static void take(byte[] bytes) {
    EncodedAudio audio = EncodedAudio.wav();
    int step = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0xFF);
    try {
      for (int at = Math.min(1, bytes.length); at < bytes.length; at += step) {
        byte[] samples =
            audio.samples(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step)));
        if (samples.length % 2 != 0 || samples.length > 8 * (step + bytes.length)) {
          throw new AssertionError(samples.length + " bytes of samples");
        }
      }
      audio.continuedAt(step);
      audio.requireSound();
    } catch (InvalidAudioFormatException e) {
      if (e.suggestion().isBlank()) {
        throw new AssertionError(e);
      }
    }
  }
}
