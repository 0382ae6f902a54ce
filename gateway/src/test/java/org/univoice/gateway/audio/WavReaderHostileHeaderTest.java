package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory and time stay bounded whatever a header claims and however long it goes on. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WavReaderHostileHeaderTest {

  private static final int LARGEST_MESSAGE = 65_536;

  private final WavReader reader = new WavReader();

  @ParameterizedTest
  @ValueSource(longs = {1 << 20, 0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFEL, 0xFFFFFFFFL})
  void shouldRefuseAHugeFormatAtOnceInsteadOfWaitingForIt(long size) {
    refuse(WavBytes.riff(0).chunk("fmt ", size, new byte[16]).bytes());
  }

  @Test
  void shouldRefuseAHeaderOfMoreThanAMebibyte() {
    refuse(WavBytes.riff(0).chunk("JUNK", 2 << 20, new byte[16]).bytes());
  }

  @Test
  void shouldRefuseChunksWithoutEnd() {
    WavBytes wav = WavBytes.riff(0).fmt(1, 1, 16_000, 16);
    for (int i = 0; i < 300; i++) {
      wav.chunk("JUNK", new byte[0]);
    }
    refuse(wav.bytes());
  }

  @Test
  void shouldReadTheSoundAfterALargePicture() {
    byte[] wav =
        WavBytes.riff(0)
            .chunk("id3 ", new byte[900_000])
            .fmt(1, 1, 16_000, 16)
            .chunk("data", new byte[320])
            .bytes();

    assertThat(reader.read(wav)).hasSize(320);
  }

  @Test
  void shouldTakeALargeHeaderByteByByteInLinearTime() {
    byte[] header = WavBytes.riff(0).chunk("JUNK", new byte[900_000]).fmt(1, 1, 16_000, 16).bytes();
    for (byte one : header) {
      reader.read(new byte[] {one});
    }

    assertThat(reader.format()).isNull();
    assertThat(reader.read(WavBytes.ordinary(new byte[2]))).isEmpty();
    assertThat(reader.format()).isEqualTo(new PcmFormat(16_000, 1, SampleType.SIGNED_16));
  }

  @Test
  void shouldKeepNothingOfWhatFollowsARefusal() {
    byte[] noWav = new byte[LARGEST_MESSAGE];
    long moreThanMemoryHolds = 2 * Runtime.getRuntime().maxMemory() / LARGEST_MESSAGE;
    for (long i = 0; i < moreThanMemoryHolds; i++) {
      refuse(noWav);
    }
    assertThatExceptionOfType(InvalidAudioFormatException.class).isThrownBy(reader::finish);
  }

  private void refuse(byte[] piece) {
    assertThatExceptionOfType(InvalidAudioFormatException.class)
        .isThrownBy(() -> reader.read(piece));
  }
}
