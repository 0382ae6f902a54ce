package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.client.OfflineBuffer;
import org.univoice.gateway.audio.OggPage;
import org.univoice.gateway.audio.OpusHead;
import org.univoice.gateway.audio.SpeechEncoder;
import org.univoice.gateway.audio.SpeechFormat;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.gateway.audio.ffmpeg.FfmpegSpeechEncoder;
import org.univoice.gateway.session.AudioFormat;
import org.univoice.gateway.session.TrackMicrophone;
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
  void shouldSayThatAnMp3WasCutShort() {
    refuses(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "MP3 stream ends before");
  }

  @Test
  void shouldSayWhatItCannotRead() {
    refuses(Arrays.copyOf("fLaC".getBytes(), 500), "a FLAC file");
    refuses(Arrays.copyOf("OggS".getBytes(), 500), "Ogg stream breaks off");
  }

  /** A real recording, whatever it is called: 48 kHz, mono. */
  @Test
  void shouldCutAnMp3IntoTheFramesOfEveryFiftyMilliseconds() throws Exception {
    byte[] file = RecordingTest.class.getResourceAsStream("french.mp3").readAllBytes();
    Recording recording = read(file);

    assertThat(recording.format()).isEqualTo("mp3");
    assertThat(recording.durationMillis()).isBetween(3_000L, 8_000L);
    assertThat(recording.chunks()).isEqualTo((int) (recording.durationMillis() + 49) / 50);
    byte[] all = spoken(recording, 0);
    assertThat(all.length).isBetween(file.length - 4_096, file.length);
    assertThat(received(recording, all)).isCloseTo(recording.durationMillis(), within(1L));
  }

  @Test
  void shouldCutOpusIntoAPageForEveryFiftyMilliseconds() throws Exception {
    Recording recording = read(ogg(1_500));

    assertThat(recording.format()).isEqualTo("opus");
    assertThat(recording.durationMillis()).isBetween(1_500L, 1_520L);
    assertThat(recording.chunks()).isEqualTo((int) (recording.durationMillis() + 49) / 50);
    assertThat(received(recording, spoken(recording, 0))).isEqualTo(recording.durationMillis());
  }

  /** The connection is lost after so many chunks, and the gateway says what it has. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20})
  void shouldGoOnWithTheChunkOfWhatTheGatewayHas(int sent) throws Exception {
    byte[] mp3 = RecordingTest.class.getResourceAsStream("french.mp3").readAllBytes();
    for (byte[] file : List.of(ogg(1_500), mp3)) {
      Recording recording = read(file);
      TrackMicrophone microphone = new TrackMicrophone(FfmpegNormalizer::open);
      AudioFormat format =
          new AudioFormat(recording.format(), recording.sampleRateHz(), recording.channels());
      microphone.open(format, false);
      for (int i = 0; i < sent; i++) {
        microphone.accept(recording.chunk(i), 0);
      }
      microphone.discardTail();
      microphone.open(format, true);
      OfflineBuffer buffer = new OfflineBuffer();
      for (int i = 0; i < sent; i++) {
        buffer.record();
      }
      buffer.resumeAt(microphone.receivedMillis());
      int from = buffer.hasNext() ? buffer.next() : sent;
      microphone.accept(spoken(recording, from), 0);
      microphone.finish(0);

      assertThat(microphone.receivedMillis()).isCloseTo(recording.durationMillis(), within(2L));
    }
  }

  private static byte[] spoken(Recording recording, int from) {
    ByteArrayOutputStream spoken = new ByteArrayOutputStream();
    for (int i = from; i < recording.chunks(); i++) {
      spoken.writeBytes(recording.chunk(i));
    }
    return spoken.toByteArray();
  }

  private static long received(Recording recording, byte[] spoken) {
    TrackMicrophone microphone = new TrackMicrophone(FfmpegNormalizer::open);
    microphone.open(new AudioFormat(recording.format(), 48_000, 1), false);
    microphone.accept(spoken, 0);
    microphone.finish(0);
    return microphone.receivedMillis();
  }

  /** A file as encoders write it: a page for each second. */
  static byte[] ogg(int millis) {
    List<byte[]> packets = new ArrayList<>();
    try (SpeechEncoder encoder = FfmpegSpeechEncoder.open(SpeechFormat.OPUS)) {
      packets.addAll(encoder.encode(tone(millis)));
      packets.addAll(encoder.finish());
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    List<byte[]> head = new OpusHead(312).packets();
    file.writeBytes(OggPage.whole(0, 9, 0, true, false, List.of(head.get(0))).bytes());
    file.writeBytes(OggPage.whole(0, 9, 1, false, false, List.of(head.get(1))).bytes());
    for (int from = 0; from < packets.size(); from += 50) {
      int to = Math.min(packets.size(), from + 50);
      file.writeBytes(
          OggPage.whole(to * 960L, 9, 2, false, false, packets.subList(from, to)).bytes());
    }
    return file.toByteArray();
  }

  /** 440 Hz at 24 kHz. */
  static byte[] tone(int millis) {
    ByteBuffer pcm = ByteBuffer.allocate(millis * 48).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < millis * 24; i++) {
      pcm.putShort((short) (12_000 * Math.sin(2 * Math.PI * 440 * i / 24_000)));
    }
    return pcm.array();
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
