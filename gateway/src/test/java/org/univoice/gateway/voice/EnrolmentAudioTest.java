package org.univoice.gateway.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.univoice.gateway.audio.AudioFile;
import org.univoice.gateway.audio.FrameDecoder;
import org.univoice.gateway.audio.OggBytes;
import org.univoice.gateway.audio.ffmpeg.FfmpegFrameDecoder;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.gateway.audio.ffmpeg.TestEncoder;
import org.univoice.gateway.error.RefusedException;

/** A person who reads, in every kind of file, decoded by FFmpeg. */
class EnrolmentAudioTest {
  private final EnrolmentAudio ears =
      new EnrolmentAudio(new AudioFile(FfmpegFrameDecoder::open, FfmpegNormalizer::open));

  /** As senders encode them. */
  enum Kind {
    WAV {
      @Override
      byte[] file(byte[] pcm) {
        return Wav.of(pcm);
      }
    },
    MP3 {
      @Override
      byte[] file(byte[] pcm) {
        return TestEncoder.joined(TestEncoder.mp3(pcm, 16_000, 1, 64));
      }
    },
    OGG_OPUS {
      @Override
      byte[] file(byte[] pcm) {
        return TestEncoder.joined(OggBytes.stream(TestEncoder.opus(pcm, 16_000, 1, "20"), 25));
      }
    };

    abstract byte[] file(byte[] pcm);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void shouldHearTheSameSpeechInEveryKindOfFile(Kind kind) {
    long plain = SpeechMeter.of(RecordedSpeech.pcm(6_000)).millis();

    EnrolmentAudio.Heard heard = ears.hear(kind.file(RecordedSpeech.pcm(6_000)));

    assertThat(heard.pcm().length / 32).isBetween(5_950, 6_150);
    assertThat(heard.speech().millis()).isBetween(plain - 300, plain + 300);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void shouldRefuseLessThanThreeSecondsOfSpeechInEveryKindOfFile(Kind kind) {
    assertThat(refusal(kind.file(RecordedSpeech.pcm(2_000))))
        .matches("INSUFFICIENT_AUDIO There are [12]\\.\\d s of speech in 2\\.\\d s of audio.*");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void shouldUseWhatThereIsOfAFileThatWasCutShort(Kind kind) {
    byte[] file = kind.file(RecordedSpeech.pcm(12_000));

    assertThat(ears.hear(Arrays.copyOf(file, file.length * 3 / 4)).speech().millis())
        .isGreaterThan(EnrolmentAudio.LEAST_SPEECH_MILLIS);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void shouldSayThatAFileEndsBeforeItsSound(Kind kind) {
    byte[] file = kind.file(RecordedSpeech.pcm(6_000));

    assertThat(refusal(Arrays.copyOf(file, 30))).startsWith("INVALID_AUDIO_FORMAT ");
  }

  @Test
  void shouldNameWhatIsNoRecording() {
    assertThat(refusal("hello, this is no sound".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "INVALID_AUDIO_FORMAT This is no recording that can be read, but a text file."
                + " Send a WAV, MP3 or Ogg Opus file.");
    assertThat(refusal("fLaC and so on".getBytes(StandardCharsets.UTF_8))).contains("a FLAC file");
    assertThat(refusal(new byte[0])).contains("The audio is empty.");
    byte[] vorbis = OggBytes.headers(("\1vorbis" + "\0".repeat(23)).getBytes()).get(0);
    assertThat(refusal(vorbis)).startsWith("INVALID_AUDIO_FORMAT ");
  }

  @Test
  void shouldRefuseAnOggFileWithADamagedPage() {
    byte[] file = Kind.OGG_OPUS.file(RecordedSpeech.pcm(6_000));
    file[file.length / 2] ^= 0x55;

    assertThat(refusal(file)).startsWith("INVALID_AUDIO_FORMAT The Ogg stream breaks off");
  }

  /** A small file may be hours: 120 ms in two bytes. */
  @Test
  void shouldStopListeningAfterAMinute() {
    byte[] silence = {(byte) 0xFB, 6};
    List<byte[]> packets = Collections.nCopies(20_000, silence);
    byte[] hours = TestEncoder.joined(OggBytes.stream(packets, 250));

    int[] decoded = {0};
    EnrolmentAudio counted =
        new EnrolmentAudio(
            new AudioFile(codec -> counting(codec, decoded), FfmpegNormalizer::open));

    assertThat(refused(() -> counted.hear(hours)))
        .startsWith("INSUFFICIENT_AUDIO There are 0.0 s of speech in 60.0 s");
    assertThat(decoded[0]).isBetween(500, 5_000);
  }

  private static FrameDecoder counting(FrameDecoder.Codec codec, int[] decoded) {
    FrameDecoder decoder = FfmpegFrameDecoder.open(codec);
    return new FrameDecoder() {
      @Override
      public byte[] decode(byte[] frame) {
        decoded[0]++;
        return decoder.decode(frame);
      }

      @Override
      public void close() {
        decoder.close();
      }
    };
  }

  @Test
  void shouldFindTheSpeechInALongRecordingThatIsMostlySilence() {
    byte[] pcm = new byte[20 * 60_000 * 32];
    byte[] speech = RecordedSpeech.pcm(8_000);
    System.arraycopy(speech, 0, pcm, 15 * 60_000 * 32, speech.length);

    EnrolmentAudio.Heard heard = ears.hear(new ByteArrayInputStream(pcm));

    assertThat(heard.pcm().length / 32).isBetween(8_000, 20_000);
    assertThat(heard.speech().millis()).isGreaterThan(3_000);
    assertThat(refused(() -> ears.hear(new ByteArrayInputStream(new byte[pcm.length]))))
        .startsWith("INSUFFICIENT_AUDIO There are 0.0 s of speech in 1200.0 s of audio");
  }

  private String refusal(byte[] file) {
    return refused(() -> ears.hear(file));
  }

  private static String refused(Runnable hearing) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, hearing::run);
    return Stream.of(refused.code().name(), refused.getMessage(), refused.suggestion())
        .reduce((one, other) -> one + " " + other)
        .orElseThrow();
  }
}
