package org.univoice.gateway.audio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.univoice.gateway.audio.ffmpeg.FfmpegFrameDecoder;
import org.univoice.gateway.testing.DamagedSeeds;

/**
 * Whatever comes in any format, cut anywhere, becomes whole samples or is refused with what to do.
 */
class EncodedAudioFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) throws Exception {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) throws Exception {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeADamagedRecording(@ForAll("damaged") byte[] bytes) {
    take(bytes);
  }

  /** A damaged page is thrown away by its check sum: here those are right again. */
  @Property(tries = 500)
  void shouldTakePagesThatNoEncoderWrites(@ForAll("damaged") byte[] bytes) {
    OggBytes.correctChecks(bytes);
    take(bytes);
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return DamagedSeeds.of(EncodedAudioFuzzTest.class);
  }

  private static void take(byte[] bytes) {
    take(bytes, EncodedAudio.wav());
    take(bytes, EncodedAudio.mp3(FfmpegFrameDecoder::open));
    take(bytes, EncodedAudio.pcm16(16_000, 1));
    packets(bytes);
  }

  /** Bare packets, or an Ogg stream. */
  private static void packets(byte[] bytes) {
    OpusReader reader = new OpusReader();
    int step = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0xFF);
    try (FrameDecoder decoder = FfmpegFrameDecoder.open(FrameDecoder.Codec.OPUS)) {
      for (int at = Math.min(1, bytes.length); at < bytes.length; at += step) {
        byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step));
        for (OpusPacket packet : reader.read(piece)) {
          int samples = decoder.decode(packet.bytes()).length / 2;
          if (samples != 0 && samples != packet.samples()) {
            throw new AssertionError(samples + " samples instead of " + packet.samples());
          }
        }
      }
      reader.continuedAt(step);
      reader.requireSound();
    } catch (InvalidAudioFormatException e) {
      if (e.suggestion().isBlank()) {
        throw new AssertionError(e);
      }
    }
  }

  /** The first byte says how long the pieces are. */
  private static void take(byte[] bytes, EncodedAudio audio) {
    int step = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0xFF);
    try (audio) {
      for (int at = Math.min(1, bytes.length); at < bytes.length; at += step) {
        byte[] samples =
            audio.samples(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step)));
        if (samples.length % 2 != 0 || samples.length > 100 * (step + bytes.length)) {
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
