package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.univoice.gateway.audio.EncodedAudio;
import org.univoice.gateway.audio.OggBytes;
import org.univoice.gateway.audio.SpeechFormat;
import org.univoice.gateway.audio.ffmpeg.FfmpegSpeechEncoderTest;
import org.univoice.gateway.audio.ffmpeg.TestEncoder;
import org.univoice.gateway.audio.ffmpeg.Tone;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.AudioCodec;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.SessionRecord.BodyCase;

/** Every format over a real socket. */
class FormatsTest {
  private static final byte[] TONE = Tone.of(440, 12_000, 48_000, 1, 1_000);
  private static final List<byte[]> PACKETS = TestEncoder.opus(TONE, 48_000, 1, "20");
  private static final byte[] MP3 = TestEncoder.joined(TestEncoder.mp3(TONE, 48_000, 1, 64));

  private final FakeStreamPublisher stream = new FakeStreamPublisher();
  private Gateway gateway;

  @BeforeEach
  void start() {
    gateway =
        Gateway.start(
            GatewayConfig.local().onFreePorts(),
            stream,
            Catalogues.englishAndPortuguese(),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldTakeAnMp3StreamAsSamples() {
    List<AudioChunk> chunks = spoken("mp3", cut(MP3, 700));

    assertThat(millis(chunks)).isCloseTo(1_000L, within(80L));
    assertThat(chunks)
        .allMatch(chunk -> chunk.getCodec() == AudioCodec.AUDIO_CODEC_PCM16_16KHZ_MONO);
  }

  @Test
  void shouldTakePacketsOfOpusAsTheyAre() {
    List<AudioChunk> chunks = spoken("opus", PACKETS);

    assertThat(millis(chunks)).isEqualTo(PACKETS.size() * 20L);
    assertThat(chunks).allMatch(chunk -> chunk.getCodec() == AudioCodec.AUDIO_CODEC_OPUS);
  }

  @Test
  void shouldTakeAnOggStreamOfOpusCutAnywhere() {
    List<AudioChunk> chunks =
        spoken("opus", cut(TestEncoder.joined(OggBytes.stream(PACKETS, 10)), 333));

    assertThat(millis(chunks)).isEqualTo((PACKETS.size() * 960L - 312) / 48);
    assertThat(chunks).allMatch(chunk -> chunk.getCodec() == AudioCodec.AUDIO_CODEC_OPUS);
  }

  @Test
  void shouldAnswerOnceToAFormatThatIsNotTheOneAnnounced() {
    byte[] wav = "RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.US_ASCII);
    for (String announced : List.of("mp3", "opus", "pcm16")) {
      try (TestClient client = TestClient.connect(TestClient.open(gateway))) {
        configure(client, announced);
        client.speak(wav);
        client.speak(wav);
        client.speak(wav);
        client.say("{'action':'session.status'}");

        JsonNode error = client.next("error");
        assertThat(error.get("code").asText()).isEqualTo("INVALID_AUDIO_FORMAT");
        assertThat(error.get("message").asText()).contains("announced as", "is a WAV file");
        assertThat(error.get("suggestion").asText()).contains("audio.format \"wav\"");
        assertThat(next(client).get("type").asText()).isEqualTo("session.status");
      }
    }
  }

  @Test
  void shouldAskForBetterQualityAlsoInsideAnMp3() {
    byte[] low = TestEncoder.joined(TestEncoder.mp3(new byte[8_000], 8_000, 1, 16));
    try (TestClient client = TestClient.connect(TestClient.open(gateway))) {
      configure(client, "mp3");
      client.speak(low);

      assertThat(client.next("error").get("suggestion").asText()).contains("better quality");
    }
  }

  @ParameterizedTest
  @EnumSource(SpeechFormat.class)
  void shouldSendSpeechInTheFormatThatWasAskedForSoThatEachSpeechCanBeHeardByItself(
      SpeechFormat format) {
    JsonNode opened = TestClient.open(gateway);
    String session = opened.get("sessionId").asText();
    String participant = opened.get("participantId").asText();
    byte[] tone = Tone.of(440, 12_000, 24_000, 1, 490);
    try (TestClient client = TestClient.connect(opened);
        TestJob job = new TestJob(gateway.deliveryAddress())) {
      client.say(
          "{'action':'session.configure','speaks':'','hears':'pt','output':{'format':'"
              + format.title()
              + "'}}");
      JsonNode output = client.next("session.ready").get("output");
      assertThat(output.get("format").asText()).isEqualTo(format.title());
      assertThat(output.get("sampleRate").asInt()).isEqualTo(24_000);
      for (int round = 0; round < 2; round++) {
        long sequence = 100L * (round + 1);
        job.deliver(
            TestJob.begin(TestJob.to(session, participant, sequence, "b" + round)),
            TestJob.chunk(
                TestJob.to(session, participant, sequence + 1, "0" + round),
                0,
                Arrays.copyOf(tone, 12_000)),
            TestJob.chunk(
                TestJob.to(session, participant, sequence + 2, "1" + round),
                1,
                Arrays.copyOfRange(tone, 12_000, tone.length)),
            TestJob.end(TestJob.to(session, participant, sequence + 3, "e" + round), 2));
        int number = client.next("speech.begin").get("audio").asInt();
        client.next("speech.end");

        assertThat(heard(client, format, number, sequence)).isGreaterThan(0.97);
      }
    }
  }

  /** How much of the tone there is in what was sent, 1 for all of it. */
  private static double heard(TestClient client, SpeechFormat format, int number, long sequence) {
    List<byte[]> units = new ArrayList<>();
    int lastMillis = 0;
    while (!client.speech.isEmpty()) {
      ByteBuffer frame = client.speech.remove();
      assertThat(frame.getLong()).isBetween(sequence + 1, sequence + 3);
      assertThat(frame.getInt()).isEqualTo(number);
      int millis = frame.getInt();
      assertThat(millis).isBetween(lastMillis, 540);
      lastMillis = millis;
      byte[] unit = new byte[frame.remaining()];
      frame.get(unit);
      units.add(unit);
    }
    int rate = format == SpeechFormat.OPUS ? 48_000 : 24_000;
    byte[] pcm =
        switch (format) {
          case PCM16 -> TestEncoder.joined(units);
          case WAV -> EncodedAudio.wav().samples(TestEncoder.joined(units));
          case OPUS, MP3 -> FfmpegSpeechEncoderTest.decoded(format, units);
        };
    short[] samples = Tone.samples(pcm);
    double whole = Tone.amplitudeAt(440, samples, rate) * samples.length;
    return whole / (12_000.0 * 490 * rate / 1_000) * (format == SpeechFormat.MP3 ? 1.06 : 1);
  }

  private List<AudioChunk> spoken(String format, List<byte[]> messages) {
    JsonNode opened = TestClient.open(gateway);
    try (TestClient client = TestClient.connect(opened)) {
      configure(client, format);
      messages.forEach(client::speak);
      client.say("{'action':'audio.control','command':'stop'}");
      GatewayTest.eventually(() -> stream.kinds().contains(BodyCase.ENDED));
      assertThat(client.texts).noneMatch(text -> text.get("type").asText().equals("error"));
    }
    return stream.of(opened.get("participantId").asText(), BodyCase.AUDIO, SessionRecord::getAudio);
  }

  private static void configure(TestClient client, String format) {
    client.say(
        "{'action':'session.configure','speaks':'en','hears':'pt','audio':{'format':'"
            + format
            + "'}}");
    client.next("session.ready");
  }

  private static JsonNode next(TestClient client) {
    try {
      return client.texts.poll(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<byte[]> cut(byte[] bytes, int piece) {
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += piece) {
      pieces.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
    }
    return pieces;
  }

  private static long millis(List<AudioChunk> chunks) {
    return chunks.stream().mapToLong(AudioChunk::getDurationMs).sum();
  }
}
