package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.local.InvalidInputException;

class RecordingTest {
  @TempDir Path folder;

  @Test
  void shouldUseWhatIsThereWhenTheHeaderClaimsHalfAnHour() throws Exception {
    byte[] wav = WavFile.of(new short[18 * 16_000], 16_000);
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 30 * 60 * 32_000);
    Recording recording = read(wav);
    assertThat(recording.durationMillis()).isEqualTo(18_000);
    assertThat(recording.remarks())
        .containsExactly(
            "The file's header claims 1800.0 s of sound, but 18.0 s are there; using what is there.");
  }

  @Test
  void shouldCutIntoFiftyMillisecondsWithAShortLastChunk() throws Exception {
    Recording recording = read(WavFile.of(new short[1_000], 16_000));
    assertThat(recording.chunks()).isEqualTo(2);
    assertThat(recording.chunk(0)).hasSize(1_600);
    assertThat(recording.chunk(1)).hasSize(400);
  }

  @Test
  void shouldSayThatATextFileIsATextFile() {
    refuses("Hello, I am no sound.\n".getBytes(), "a text file");
  }

  @Test
  void shouldSayThatAnEmptyFileIsEmpty() {
    refuses(new byte[0], "empty");
  }

  @Test
  void shouldSayThatAFileWasCutShort() {
    refuses(Arrays.copyOf(WavFile.of(new short[100], 16_000), 30), "cut short");
    refuses(Arrays.copyOf(WavFile.of(new short[100], 16_000), 44), "cut short");
  }

  @Test
  void shouldSayThatAnMp3IsAnMp3() {
    refuses(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "an MP3 file");
  }

  @Test
  void shouldAskForBetterQualityAtEightKilohertz() {
    refuses(WavFile.of(new short[8_000], 8_000), "8,000 samples a second");
  }

  @Test
  void shouldSayThatThereIsNoSuchFile() {
    assertThatThrownBy(() -> Recording.read(folder.resolve("missing.wav")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no such file");
  }

  private Recording read(byte[] content) throws Exception {
    Path file = folder.resolve("speech.wav");
    Files.write(file, content);
    return Recording.read(file);
  }

  private void refuses(byte[] content, String reason) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("speech.wav")
        .hasMessageContaining(reason);
  }
}
