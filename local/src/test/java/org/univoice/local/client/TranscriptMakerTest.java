package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptMakerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Recording recording = new Recording(new byte[16_000 * 2 * 3], 16_000, 1, List.of());
  private final SentTimes sent = new SentTimes(recording.chunks());
  private long now = 10_000;
  private final ListenedLanguage heard =
      new ListenedLanguage("pt", () -> now, new SilentCaptions());

  @Test
  void shouldMeasureFromTheLastVoicedSampleSentToTheFirstByteHeard() throws Exception {
    everythingIsHeard();
    Transcript transcript = TranscriptMaker.make("s", "en", recording, List.of(heard), sent);
    Transcript.Translation translation = transcript.segments().get(0).translations().get(0);
    // The segment ends at 2,400 ms; the chunk that ends there left at 10,000 + 2,400.
    assertThat(translation.latencyMs().endToEnd()).isEqualTo(800);
    assertThat(translation.latencyMs().recognition()).isEqualTo(200);
    assertThat(translation.speechStartMs()).isEqualTo(3_200);
    assertThat(translation.speechEndMs()).isEqualTo(3_220);
    assertThat(translation.voice()).isEqualTo("similar");
    assertThat(transcript.summary().endToEndMs().p50()).isEqualTo(800);
  }

  @Test
  void shouldWriteTheShapeThatTheProtocolPromises() throws Exception {
    everythingIsHeard();
    var json = JSON.valueToTree(TranscriptMaker.make("s", "auto", recording, List.of(heard), sent));
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("sessionId", "sourceLanguage", "durationMs", "segments", "summary");
    assertThat(json.at("/sourceLanguage").asText()).isEqualTo("en");
    assertThat(json.at("/segments/0").fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "speaker",
            "startMs",
            "endMs",
            "language",
            "text",
            "confidence",
            "lowConfidence",
            "words",
            "translations");
    assertThat(json.at("/segments/0/translations/0").fieldNames())
        .toIterable()
        .containsExactly(
            "language",
            "text",
            "confidence",
            "alternatives",
            "entities",
            "voice",
            "speechStartMs",
            "speechEndMs",
            "latencyMs");
    assertThat(json.at("/segments/0/words/0/startMs").asInt()).isEqualTo(1_200);
    assertThat(json.at("/segments/0/translations/0/entities/0/type").asText()).isEqualTo("PERSON");
  }

  @Test
  void shouldSayThatNoVoiceSpokeWhenNoSpeechCame() throws Exception {
    caption();
    Transcript transcript = TranscriptMaker.make("s", "en", recording, List.of(heard), sent);
    Transcript.Translation translation = transcript.segments().get(0).translations().get(0);
    assertThat(translation.voice()).isEqualTo("none");
    assertThat(translation.latencyMs().endToEnd()).isNull();
  }

  @Test
  void shouldMakeAnEmptyTranscriptOfSilence() {
    Transcript transcript = TranscriptMaker.make("s", "auto", recording, List.of(heard), sent);
    assertThat(transcript.segments()).isEmpty();
    assertThat(transcript.durationMs()).isEqualTo(3_000);
    assertThat(transcript.summary().endToEndMs().p50()).isNull();
  }

  private void everythingIsHeard() throws Exception {
    for (int chunk = 0; chunk < recording.chunks(); chunk++) {
      sent.sent(chunk, 10_000 + (chunk + 1) * 50L);
    }
    heard.begin(10_000);
    caption();
    message(
        """
        {"type":"speech.begin","segment":"t:1200","endMs":2400,"voice":"similar","audio":1}""");
    now = 13_200;
    ByteBuffer frame = ByteBuffer.allocate(16 + 960).putLong(9).putInt(1).putInt(0);
    frame.order(ByteOrder.LITTLE_ENDIAN).putShort((short) 5).rewind();
    heard.onSpeech(SpeechFrame.read(frame.order(ByteOrder.BIG_ENDIAN)));
    message(
        """
        {"type":"latency","segment":"t:1200","stages":{"recognition":200,"endToEnd":1}}""");
  }

  private void caption() throws Exception {
    message(
        """
        {"type":"caption.final","segment":"t:1200","speaker":"S1","language":"en","text":"Hi Ana",
         "confidence":0.9,"lowConfidence":false,"startMs":1200,"endMs":2400,
         "words":[{"text":"Hi","startMs":1200,"endMs":1400,"confidence":0.8}]}""");
    message(
        """
        {"type":"translation","segment":"t:1200","language":"pt","text":"Oi, Ana","confidence":0.9,
         "alternatives":["Olá"],"entities":[{"text":"Ana","type":"PERSON"}]}""");
  }

  private void message(String json) throws Exception {
    heard.onMessage(JSON.readTree(json));
  }
}
