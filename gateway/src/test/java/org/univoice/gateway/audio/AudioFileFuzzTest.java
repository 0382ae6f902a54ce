package org.univoice.gateway.audio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.univoice.gateway.audio.ffmpeg.FfmpegFrameDecoder;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.gateway.audio.ffmpeg.TestEncoder;

/** Whatever somebody sends as a file becomes at most what was asked for, or is refused. */
class AudioFileFuzzTest {
  private static final int MOST_MILLIS = 2_000;
  private static final AudioFile FILES =
      new AudioFile(FfmpegFrameDecoder::open, FfmpegNormalizer::open);
  private static final byte[] TONE = new byte[16_000];
  private static final List<byte[]> WHOLE =
      List.of(
          TestEncoder.joined(TestEncoder.mp3(TONE, 16_000, 1, 64)),
          TestEncoder.joined(OggBytes.stream(TestEncoder.opus(TONE, 16_000, 1, "20"), 10)));

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) {
    decode(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    decode(bytes);
  }

  /** Random bytes hardly ever begin like a file: these do, and then lie. */
  @Property(tries = 100)
  void shouldTakeFilesThatWereDamagedAndCut(
      @ForAll @IntRange(max = 1) int kind,
      @ForAll int at,
      @ForAll byte damage,
      @ForAll int length) {
    byte[] whole = WHOLE.get(kind);
    byte[] file = Arrays.copyOf(whole, 1 + Math.floorMod(length, whole.length));
    file[Math.floorMod(at, file.length)] ^= damage;
    decode(file);
  }

  private static void decode(byte[] file) {
    try {
      byte[] pcm = FILES.decode(file, MOST_MILLIS);
      if (pcm.length % 2 != 0 || pcm.length > MOST_MILLIS * 32) {
        throw new AssertionError(pcm.length + " bytes");
      }
    } catch (InvalidAudioFormatException e) {
      if (e.suggestion().isBlank()) {
        throw new AssertionError(e);
      }
    }
  }
}
