package org.univoice.job.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.job.amazon.ffmpeg.FfmpegMp3Decoder;
import org.univoice.job.call.Hearing;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.synthesis.Synthesizer;
import org.univoice.job.synthesis.Synthesizer.Request;
import org.univoice.job.synthesis.Synthesizer.SpeechPiece;
import org.univoice.job.synthesis.SynthesizerContract;
import org.univoice.job.voice.VoiceTier;
import software.amazon.awssdk.services.polly.model.Voice;

/** The contract, and what Polly has beyond it, with recorded exchanges and real MP3. */
class PollySynthesizerTest extends SynthesizerContract {

  private static final Request MEETING =
      new Request("Good morning everybody, the meeting begins at nine.", "en", "", null, 1);

  private RecordedAws aws;
  private Synthesizer opened;

  @BeforeAll
  static void credentials() {
    Recorded.credentials();
  }

  @AfterEach
  void shouldHaveBeenAskedOnlyWhatWasWrittenDown() {
    if (opened != null) {
      opened.close();
    }
    aws.close();
    assertThat(aws.strange()).isEmpty();
  }

  @Override
  protected Synthesizer synthesizer() throws Exception {
    aws = RecordedAws.with("polly/voices-1", "polly/voices-2", "polly/speech");
    return new PollySynthesizer(new PollyConfig(aws.endpoint(), "neural", List.of()));
  }

  @Test
  void shouldDecodeSpeechOf24KilohertzIntoPiecesThatTheNetworkHasNoPartIn() throws Exception {
    with(List.of(), "polly/speech");
    List<SpeechPiece> pieces = Hearing.answersOf(opened.synthesize(MEETING));

    assertThat(pieces.get(0).pcm()).hasSize(12_000);
    assertThat(pieces.get(1).pcm()).hasSize(24_000);
    assertThat(pieces)
        .allMatch(
            piece -> piece.stockVoice().equals("Joanna") && piece.tier() == VoiceTier.STANDARD);
    var pcm = new ByteArrayOutputStream();
    pieces.forEach(piece -> pcm.writeBytes(piece.pcm()));
    // The encoder adds its own delay and fills its last frame.
    assertThat(pcm.size() / 48.0).isBetween(1_500.0, 1_620.0);
    assertThat(hertz(pcm.toByteArray(), 200, 600)).isCloseTo(440, within(3.0));
  }

  @Test
  void shouldDecodeTheSameSamplesHoweverTheStreamIsCut() {
    byte[] mp3 = Exchange.bytes("polly/two-clauses.mp3");
    byte[] whole = decoded(mp3, mp3.length);
    assertThat(decoded(mp3, 1)).isEqualTo(whole);
    assertThat(decoded(mp3, 97)).isEqualTo(whole);
  }

  @Test
  void shouldSayHowFastInMarkupAndEscapeTheText() throws Exception {
    with(List.of(), "polly/fast");
    var request = new Request("R&D <fala> \"já\"", "pt", "", null, 1.15f);
    assertThat(Hearing.answersOf(opened.synthesize(request)).get(0).stockVoice())
        .isEqualTo("Camila");
  }

  @Test
  void shouldLeaveOutWhatNoXmlCanHold() {
    assertThat(Ssml.spoken("a\u0000b\uD800c'", 9))
        .isEqualTo("<speak><prosody rate=\"200%\">a b c&apos;</prosody></speak>");
  }

  @Test
  void shouldMarkTheWordThatStandsOutAsFarAsTheEngineKnowsHow() {
    var never = List.of(new TextRange(2, 7));

    assertThat(Ssml.spoken("I never <do>", 1, never, Ssml.Stress.of("standard")))
        .isEqualTo(
            "<speak><prosody rate=\"100%\">I <emphasis level=\"strong\">never</emphasis>"
                + " &lt;do&gt;</prosody></speak>");
    assertThat(Ssml.spoken("I never", 1.2f, never, Ssml.Stress.of("neural")))
        .isEqualTo(
            "<speak><prosody rate=\"120%\">I <prosody rate=\"90%\" volume=\"+4dB\">never</prosody>"
                + "</prosody></speak>");
    assertThat(Ssml.spoken("I never", 1.2f, never, Ssml.Stress.of("generative")))
        .isEqualTo("<speak><prosody rate=\"120%\">I never</prosody></speak>");
  }

  @Test
  void shouldHaveNoVoiceForALanguageThatPollyDoesNotSpeak() throws Exception {
    with(List.of(), "polly/speech");
    var failure = Recorded.failureOf(opened.synthesize(new Request("Nuq", "tlh", "", null, 1)));
    assertThat(failure).hasMessage("amazon-polly has no neural voice for tlh");
    assertThat(failure.isTransient()).isFalse();
  }

  @Test
  void shouldAskAgainForVoicesThatItWasNotTold() throws Exception {
    aws.close();
    aws =
        RecordedAws.with(
            "polly/voices-throttled", "polly/voices-1", "polly/voices-2", "polly/speech");
    opened = new PollySynthesizer(new PollyConfig(aws.endpoint(), "neural", List.of()));
    opened.open();
    var first = Hearing.of(opened.synthesize(MEETING));
    try {
      first.await();
    } catch (RuntimeException throttled) {
      assertThat(throttled).hasMessageContaining("ThrottlingException");
    }
    assertThat(Hearing.answersOf(opened.synthesize(MEETING))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "throttled, true, ThrottlingException",
    "broken, true, ServiceFailureException",
    "too-long, false, TextLengthExceededException",
    "no-speech, false, MP3"
  })
  void shouldNameAFailureAndSayWhetherAnotherTryMayHelp(
      String exchange, boolean isTransient, String named) throws Exception {
    with(List.of(), "polly/" + exchange);
    var failure = Recorded.failureOf(opened.synthesize(MEETING));
    assertThat(failure).hasMessageContaining(named);
    assertThat(failure.isTransient()).as(failure.toString()).isEqualTo(isTransient);
  }

  @Test
  void shouldFailAfterItsPiecesWhenTheConnectionBreaks() throws Exception {
    with(List.of(), "polly/cut");
    var failure = Recorded.failureOf(opened.synthesize(MEETING));
    assertThat(failure.isTransient()).as(failure.toString()).isTrue();
  }

  @Test
  void shouldPreferTheVoiceUsedBeforeThenTheConfiguredThenTheUsualDialects() throws Exception {
    var json = Exchange.of("polly/voices-2").response().path("body").path("Voices");
    var voices = new ArrayList<Voice>();
    json.forEach(
        one ->
            voices.add(
                Voice.builder()
                    .id(one.path("Id").asText())
                    .languageCode(one.path("LanguageCode").asText())
                    .build()));
    assertThat(chosen(voices, "pt", "Thiago", "Camila")).isEqualTo("Thiago");
    assertThat(chosen(voices, "pt", "Zhiyu", "Thiago")).isEqualTo("Thiago");
    assertThat(chosen(voices, "pt", "", "Zhiyu")).isEqualTo("Camila");
    assertThat(chosen(voices, "zh", "", "")).isEqualTo("Zhiyu");
  }

  private static String chosen(
      List<Voice> voices, String language, String before, String preferred) {
    return PollyVoices.choose(voices, language, before, List.of(preferred))
        .orElseThrow()
        .idAsString();
  }

  private void with(List<String> voices, String exchange) throws Exception {
    aws.close();
    aws = RecordedAws.with("polly/voices-1", "polly/voices-2", exchange);
    opened = new PollySynthesizer(new PollyConfig(aws.endpoint(), "neural", voices));
    opened.open();
  }

  private static byte[] decoded(byte[] mp3, int cut) {
    var pcm = new ByteArrayOutputStream();
    try (var decoder = new FfmpegMp3Decoder()) {
      for (int at = 0; at < mp3.length; at += cut) {
        pcm.writeBytes(decoder.decode(Arrays.copyOfRange(mp3, at, Math.min(mp3.length, at + cut))));
      }
      pcm.writeBytes(decoder.drain());
    }
    return pcm.toByteArray();
  }

  /** By its passages through zero. */
  private static double hertz(byte[] pcm, int fromMillis, int toMillis) {
    var samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    int crossings = 0;
    for (int i = fromMillis * 24; i < toMillis * 24; i++) {
      if (samples.get(i) < 0 && samples.get(i + 1) >= 0) {
        crossings++;
      }
    }
    return crossings * 1_000.0 / (toMillis - fromMillis);
  }
}
