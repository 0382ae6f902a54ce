package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.client.SpeechFrame;

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
    // The gateway believes that it was captured 10 ms later.
    assertThat(translation.latencyMs().segmentation()).isEqualTo(260);
    assertThat(translation.latencyMs().recognition()).isEqualTo(200);
    assertThat(translation.speechStartMs()).isEqualTo(3_200);
    assertThat(translation.speechEndMs()).isEqualTo(3_220);
    assertThat(translation.voice()).isEqualTo("similar");
    assertThat(transcript.summary().endToEndMs().p50()).isEqualTo(800);
  }

  @Test
  void shouldShowHowLongSpeechWaitsForTheSpeechBeforeIt() throws Exception {
    everythingIsHeard();
    // Two seconds of it: whatever comes now is heard when they have been played, at 5,220 ms.
    heard.onSpeech(frame(1, 48_000));
    caption("t:2500", 2_500, 2_980);
    message(
        """
        {"type":"speech.begin","segment":"t:2500","endMs":2980,"voice":"similar","audio":2}""");
    now = 13_600;
    heard.onSpeech(frame(2, 480));
    Transcript transcript = TranscriptMaker.make("s", "en", recording, List.of(heard), sent);
    Transcript.Translation waited = transcript.segments().get(1).translations().get(0);
    // Its last voiced sample lies 20 ms before the end of the chunk that left at 13,000.
    assertThat(waited.latencyMs().endToEnd()).isEqualTo(620);
    assertThat(waited.latencyMs().playbackWait()).isEqualTo(5_220 - 3_600);
    assertThat(waited.latencyMs().heard()).isEqualTo(620 + 1_620);
    assertThat(waited.speechStartMs()).isEqualTo(5_220);
    assertThat(transcript.summary().heardMs().max()).isEqualTo(2_240);
    LatencyReport report = LatencyReport.of(transcript);
    assertThat(report.stagesMs().get("playbackWait").max()).isEqualTo(1_620);
    assertThat(report.stagesMs().get("heard").p50()).isEqualTo(800);
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
            "overlapped",
            "words",
            "translations");
    assertThat(json.at("/segments/0/overlapped").asBoolean()).isTrue();
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
    heard.onSpeech(frame(1, 480));
    message(
        """
        {"type":"latency","segment":"t:1200","language":"pt","capturedAt":12410,
         "stages":{"segmentation":250,"recognition":200,"translation":30,"firstSpeech":180,
                   "delivery":5,"endToEnd":665}}""");
  }

  private static SpeechFrame frame(int audio, int samples) {
    return new SpeechFrame(9, audio, 0, new short[samples]);
  }

  private void caption() throws Exception {
    caption("t:1200", 1_200, 2_400);
  }

  private void caption(String segment, long startMillis, long endMillis) throws Exception {
    message(
        """
        {"type":"caption.final","segment":"%s","speaker":"S1","language":"en","text":"Hi Ana",
         "confidence":0.9,"lowConfidence":false,"overlapped":true,"startMs":%d,"endMs":%d,
         "words":[{"text":"Hi","startMs":%d,"endMs":%d,"confidence":0.8}]}"""
            .formatted(segment, startMillis, endMillis, startMillis, endMillis));
    message(
        """
        {"type":"translation","segment":"%s","language":"pt","text":"Oi, Ana","confidence":0.9,
         "alternatives":["Olá"],"entities":[{"text":"Ana","type":"PERSON"}]}"""
            .formatted(segment));
  }

  private void message(String json) throws Exception {
    heard.onMessage(JSON.readTree(json));
  }
}
