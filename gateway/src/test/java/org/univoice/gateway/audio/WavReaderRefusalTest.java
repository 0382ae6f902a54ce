package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderRefusalTest {

  private final WavReader reader = new WavReader();

  @Test
  void shouldRefuseAStreamThatEndsBeforeItsSoundBegins() {
    byte[] header = WavBytes.ordinary(new byte[0]);
    for (int length = 20; length < header.length; length++) {
      WavReader cut = new WavReader();
      cut.read(Arrays.copyOf(header, length));

      assertThatExceptionOfType(InvalidAudioFormatException.class)
          .isThrownBy(cut::finish)
          .withMessageContaining("ends before its sound begins");
    }
  }

  @Test
  void shouldRefuseNothingAtAll() {
    assertThatExceptionOfType(InvalidAudioFormatException.class)
        .isThrownBy(reader::finish)
        .withMessage("The audio is empty.");
  }

  @ParameterizedTest
  @CsvSource({
    "4944330400, an MP3 file", // ID3
    "fffb9064, an MP3 file",
    "4f67675300, an Ogg file",
    "664c614300, a FLAC file",
    "464f524d00, an AIFF file",
    "52494646010203044156492000, a RIFF file that holds no sound",
    "0000002066747970, an MP4 or M4A file",
    "476f6f64206d6f726e696e672065766572796f6e6521, a text file",
    "010203, something else",
  })
  void shouldSayWhatAFileNamedWavReallyIsHoweverItIsCut(String hex, String kind) {
    byte[] start = HexFormat.of().parseHex(hex);
    byte[] file = kind.equals("a text file") ? start : Arrays.copyOf(start, 400);

    for (int piece : new int[] {1, 7, 400}) {
      assertThat(refusal(file, piece))
          .hasMessage("This is not a WAV file but " + kind + ".")
          .extracting(InvalidAudioFormatException::suggestion)
          .asString()
          .contains("convert it");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6, 8", // A-law
    "7, 8", // mu-law
    "2, 4", // Microsoft ADPCM
    "85, 0", // MP3 in a WAV
    "1, 12", "1, 20", "3, 16",
  })
  void shouldRefuseWhatIsCompressedOrUnusual(int tag, int bits) {
    assertThat(refusal(wav().fmt(tag, 1, 16_000, bits)))
        .hasMessageContaining("format " + tag + ", " + bits + " bits");
    assertThat(refusal(wav().extensible(tag, 1, 16_000, bits)))
        .hasMessageContaining("format " + tag + ", " + bits + " bits");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 14, 15})
  void shouldRefuseAFormatCutShort(int size) {
    assertThat(refusal(wav().chunk("fmt ", new byte[size]))).hasMessageContaining("cut short");
  }

  @Test
  void shouldRefuseSoundBeforeItsFormat() {
    byte[] wav = wav().chunk("data", new byte[320]).fmt(1, 1, 16_000, 16).bytes();

    assertThat(refusal(wav, wav.length)).hasMessageContaining("no usable fmt chunk");
  }

  private InvalidAudioFormatException refusal(WavBytes start) {
    byte[] wav = start.chunk("data", new byte[320]).bytes();
    return refusal(wav, wav.length);
  }

  private static InvalidAudioFormatException refusal(byte[] file, int piece) {
    WavReader reader = new WavReader();
    return catchThrowableOfType(
        InvalidAudioFormatException.class,
        () -> {
          for (int at = 0; at < file.length; at += piece) {
            reader.read(Arrays.copyOfRange(file, at, Math.min(file.length, at + piece)));
          }
        });
  }

  private static WavBytes wav() {
    return WavBytes.riff(0);
  }
}
