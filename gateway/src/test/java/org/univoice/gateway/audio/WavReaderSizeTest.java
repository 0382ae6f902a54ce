package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes in a header are claims. */
class WavReaderSizeTest {

  private static final int BYTES_PER_SECOND = 32_000;
  private static final byte[] EIGHTEEN_SECONDS = new byte[18 * BYTES_PER_SECOND];

  private final WavReader reader = new WavReader();

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 36, 0x7FFFFFFFL, 0xFFFFFFFFL})
  void shouldNotCareWhatTheRiffSizeSays(long riffSize) {
    byte[] wav =
        WavBytes.riff(riffSize).fmt(1, 1, 16_000, 16).chunk("data", EIGHTEEN_SECONDS).bytes();

    assertThat(reader.read(wav)).hasSize(EIGHTEEN_SECONDS.length);
    assertThat(reader.declaredMillis()).isEqualTo(18_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0xFFFFFFFFL})
  void shouldReadUntilTheEndWhenTheDataSizeIsNotSaid(long dataSize) {
    assertThat(reader.read(claiming(dataSize, EIGHTEEN_SECONDS))).hasSize(EIGHTEEN_SECONDS.length);
    assertThat(reader.read(new byte[640])).hasSize(640);

    assertThat(reader.declaredBytes()).isEqualTo(-1);
    assertThat(reader.declaredMillis()).isEqualTo(-1);
    assertThat(reader.readMillis()).isEqualTo(18_020);
  }

  @Test
  void shouldReadEighteenSecondsThatClaimToBeHalfAnHour() {
    long halfAnHour = 30 * 60L * BYTES_PER_SECOND;

    assertThat(reader.read(claiming(halfAnHour, EIGHTEEN_SECONDS)))
        .hasSize(EIGHTEEN_SECONDS.length);
    reader.finish();

    assertThat(reader.declaredMillis()).isEqualTo(1_800_000);
    assertThat(reader.readMillis()).isEqualTo(18_000);
  }

  @Test
  void shouldStopWhereTheDataSizeSaysAndTakeTheRestForOtherChunks() {
    assertThat(reader.read(claiming(1_000, EIGHTEEN_SECONDS))).hasSize(1_000);
    assertThat(reader.read(new byte[640])).isEmpty();

    assertThat(reader.readMillis()).isEqualTo(31);
  }

  @Test
  void shouldKnowNeitherFormatNorLengthBeforeTheHeaderHasBeenRead() {
    reader.read(WavBytes.riff(0).bytes());

    assertThat(reader.format()).isNull();
    assertThat(reader.declaredMillis()).isEqualTo(-1);
    assertThat(reader.readMillis()).isZero();
  }

  private static byte[] claiming(long dataSize, byte[] pcm) {
    return WavBytes.riff(0).fmt(1, 1, 16_000, 16).chunk("data", dataSize, pcm).bytes();
  }
}
