package org.univoice.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MixTimelinePropertyTest {
  private static final int WINDOW = 64;

  @Property
  void whatComesInTimeIsAddedUpInItsPlace(@ForAll("pieces") List<Piece> pieces) {
    MixTimeline mix = new MixTimeline(WINDOW);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] expected = new int[4_096];
    int length = 0;
    int now = 0;
    for (Piece piece : pieces) {
      now += piece.step();
      int at = Math.max(0, now - piece.late());
      mix.add(at, pcm(piece), out::writeBytes);
      for (int i = 0; i < piece.samples(); i++) {
        expected[at + i] += piece.value();
      }
      length = Math.max(length, at + piece.samples());
    }
    mix.finish(out::writeBytes);

    byte[] mixed = out.toByteArray();
    assertThat(mixed).hasSize(2 * length);
    for (int i = 0; i < length; i++) {
      int sample = (short) ((mixed[2 * i] & 0xFF) | (mixed[2 * i + 1] << 8));
      assertThat(sample).isEqualTo(Math.max(-32_768, Math.min(32_767, expected[i])));
    }
  }

  record Piece(int step, int late, int samples, int value) {}

  /** None is so late that the window has passed it. */
  @Provide
  Arbitrary<List<Piece>> pieces() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 90),
            Arbitraries.integers().between(0, 20),
            Arbitraries.integers().between(1, 20),
            Arbitraries.integers().between(-32_768, 32_767))
        .as(Piece::new)
        .list()
        .ofMaxSize(40);
  }

  private static byte[] pcm(Piece piece) {
    byte[] pcm = new byte[2 * piece.samples()];
    for (int i = 0; i < piece.samples(); i++) {
      pcm[2 * i] = (byte) piece.value();
      pcm[2 * i + 1] = (byte) (piece.value() >> 8);
    }
    return pcm;
  }
}
