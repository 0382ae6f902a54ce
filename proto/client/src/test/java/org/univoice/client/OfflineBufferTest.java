package org.univoice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OfflineBufferTest {
  @Test
  void shouldKeepFiveSecondsWhileTheNetworkIsAway() {
    OfflineBuffer buffer = new OfflineBuffer();
    int kept = 0;
    while (buffer.hasRoom()) {
      buffer.record();
      kept++;
    }
    assertThat(kept * OfflineBuffer.CHUNK_MILLIS).isEqualTo(5_000);
    assertThatThrownBy(buffer::record).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldSendAgainWhatTheGatewayLacks() {
    OfflineBuffer buffer = new OfflineBuffer();
    for (int i = 0; i < 10; i++) {
      buffer.record();
      buffer.next();
    }
    buffer.resumeAt(350);
    assertThat(buffer.next()).isEqualTo(7);
  }

  /**
   * Each step: record some, send some, and perhaps lose the connection and part of what was sent.
   */
  @Property
  void shouldBringEveryChunkInOrderThroughAnyNumberOfDrops(
      @ForAll @Size(max = 40) List<@IntRange(max = 30) Integer> steps) {
    OfflineBuffer buffer = new OfflineBuffer();
    List<Integer> received = new ArrayList<>();
    for (int step : steps) {
      for (int i = 0; i < step && buffer.hasRoom(); i++) {
        buffer.record();
      }
      for (int i = 0; i < step / 2 && buffer.hasNext(); i++) {
        receive(received, buffer.next());
      }
      if (step % 3 == 0) {
        int lost = Math.min(step / 3, received.size());
        received.subList(received.size() - lost, received.size()).clear();
        buffer.resumeAt((long) received.size() * OfflineBuffer.CHUNK_MILLIS);
      }
    }
    while (buffer.hasNext()) {
      receive(received, buffer.next());
    }
    assertThat(received).hasSize(buffer.recorded());
  }

  private static void receive(List<Integer> received, int chunk) {
    assertThat(chunk).isEqualTo(received.size());
    received.add(chunk);
  }
}
