package org.univoice.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpokenAudioTest {
  private static final int CHUNK_BYTES = 1_600;

  /** Each step: say some, send it, and perhaps a gateway is lost with the last of it. */
  @Property
  void shouldBringEverySampleInOrderThroughAnyNumberOfLostGateways(
      @ForAll @Size(max = 40) List<@IntRange(max = 20_000) Integer> steps) {
    SpokenAudio spoken = new SpokenAudio();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    Random chance = new Random(steps.size());
    for (int step : steps) {
      byte[] samples = new byte[step];
      chance.nextBytes(samples);
      said.writeBytes(samples);
      spoken.add(samples);
      send(spoken, received);
      int chunks = received.size() / CHUNK_BYTES;
      int had = Math.max(0, chunks - step % 3);
      byte[] published = Arrays.copyOf(received.toByteArray(), had * CHUNK_BYTES);
      received.reset();
      received.writeBytes(published);
      spoken.resumeAt(had * 50L);
    }
    spoken.finish();
    send(spoken, received);

    assertThat(received.toByteArray()).isEqualTo(said.toByteArray());
    assertThat(spoken.lostMillis()).isZero();
  }

  @Test
  void shouldKeepTenSecondsAndSayHowMuchMoreIsLost() {
    SpokenAudio spoken = new SpokenAudio();
    for (int chunk = 0; chunk < 210; chunk++) {
      spoken.add(numbered(chunk));
    }

    assertThat(spoken.next()[0]).isEqualTo((byte) 10);
    assertThat(spoken.lostMillis()).isEqualTo(500);
    // The gateway's timeline began with what was the eleventh chunk here.
    spoken.resumeAt(100);
    assertThat(spoken.next()[0]).isEqualTo((byte) 12);
  }

  private static byte[] numbered(int chunk) {
    byte[] samples = new byte[CHUNK_BYTES];
    samples[0] = (byte) chunk;
    return samples;
  }

  private static void send(SpokenAudio spoken, ByteArrayOutputStream received) {
    while (spoken.hasNext()) {
      received.writeBytes(spoken.next());
    }
  }
}
