package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.audio.OggBytes;
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
    List<byte[]> pieces = new java.util.ArrayList<>();
    for (int at = 0; at < bytes.length; at += piece) {
      pieces.add(java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
    }
    return pieces;
  }

  private static long millis(List<AudioChunk> chunks) {
    return chunks.stream().mapToLong(AudioChunk::getDurationMs).sum();
  }
}
