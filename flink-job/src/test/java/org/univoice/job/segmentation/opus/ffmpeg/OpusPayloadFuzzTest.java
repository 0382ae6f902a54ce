package org.univoice.job.segmentation.opus.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.univoice.job.segmentation.opus.OpusTracks;
import org.univoice.job.stream.AudioChunk;

/** What a client sends as Opus reaches FFmpeg here: whatever it is, it becomes sound or silence. */
class OpusPayloadFuzzTest {
  private static final int MILLIS = 60;

  /**
   * A packet holds 120 ms at most (RFC 6716, 3.2.5), and takes three bytes of a payload at least.
   */
  private static final int MOST_BYTES_PER_BYTE = 120 * 32 / 3 + 1;

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] payload) {
    decode(payload);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll @Size(max = 300) byte[] payload) {
    decode(payload);
  }

  @Property(tries = 500)
  void shouldTakeDamagedPackets(
      @ForAll @Size(max = 8) List<@IntRange(max = 999) Integer> places, @ForAll byte damage) {
    byte[] payload = payload();
    places.forEach(permille -> payload[payload.length * permille / 1_000] ^= damage);
    decode(payload);
  }

  private static byte[] payload() {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    for (byte[] packet : OpusPackets.of(OpusPackets.tone(440, 12_000, MILLIS), 20)) {
      payload.write(packet.length >> 8);
      payload.write(packet.length);
      payload.writeBytes(packet);
    }
    return payload.toByteArray();
  }

  private static void decode(byte[] payload) {
    try (OpusTracks tracks = new OpusTracks(FfmpegOpusDecoder.factory(), 4, 1_000, () -> {})) {
      for (int sequence = 0; sequence < 2; sequence++) {
        long start = (long) sequence * MILLIS;
        AudioChunk chunk =
            new AudioChunk(sequence, start, start + MILLIS, 0, 0, 0, true, 0, payload);
        byte[] pcm = tracks.decode("session", "track", chunk, 0);
        assertThat(pcm.length)
            .isLessThanOrEqualTo(MILLIS * 32 + payload.length * MOST_BYTES_PER_BYTE);
      }
    }
  }
}
