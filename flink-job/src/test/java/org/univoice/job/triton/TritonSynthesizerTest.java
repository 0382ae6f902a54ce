package org.univoice.job.triton;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.inference.ModelInferRequest;
import org.univoice.job.call.Hearing;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.emphasis.TextRange;
import org.univoice.job.prosody.Manner;
import org.univoice.job.synthesis.Synthesizer;
import org.univoice.job.synthesis.Synthesizer.Request;
import org.univoice.job.synthesis.SynthesizerContract;
import org.univoice.job.triton.stub.StubTriton;
import org.univoice.job.voice.VoiceTier;

/** The contract over real gRPC, with stub models. */
class TritonSynthesizerTest extends SynthesizerContract {

  private static StubTriton stub;

  @BeforeAll
  static void start() throws Exception {
    stub = StubTriton.start().recordRequests();
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  @Test
  void shouldAskForACloneOnceTheSynthesizerHasSaidThatItMakesThem() throws Exception {
    var profile = new VoiceProfile(new float[256], 4.8f, 0.2f, new float[0], -20, 4.5f, 4);
    var synthesizer = new TritonSynthesizer(TritonConfig.at(stub.address()));
    synthesizer.open();
    try {
      waitUntilItHasSaidSo(synthesizer);
      var clone = new Request("Good morning.", "en", "", profile, 1, 1, null, VoiceTier.CLONED);
      var similar = new Request("Good morning.", "en", "", profile, 1);

      assertThat(Hearing.answersOf(synthesizer.synthesize(clone)))
          .isNotEmpty()
          .allMatch(piece -> piece.tier() == VoiceTier.CLONED && piece.stockVoice().isEmpty());
      assertThat(Hearing.answersOf(synthesizer.synthesize(similar)))
          .isNotEmpty()
          .allMatch(piece -> piece.tier() == VoiceTier.SIMILAR);
    } finally {
      synthesizer.close();
    }
  }

  private static void waitUntilItHasSaidSo(Synthesizer synthesizer) throws InterruptedException {
    long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!synthesizer.clones() && System.nanoTime() < untilNanos) {
      Thread.sleep(10);
    }
    assertThat(synthesizer.clones()).isTrue();
  }

  @Test
  void shouldSendHowTheUtteranceWasSaidAndLeaveOutWhatIsNotKnown() {
    Synthesizer synthesizer = synthesizer();
    synthesizer.open();
    var whispered = new Manner(Float.NaN, Float.NaN, -32, Float.NaN, null);
    var said = new Manner(5.1f, 0.15f, -18, 1.1f, null);

    Hearing.answersOf(
        synthesizer.synthesize(new Request("Hi.", "en", "", null, 1, 1, said, VoiceTier.STANDARD)));
    Hearing.answersOf(
        synthesizer.synthesize(
            new Request("Hi.", "en", "", null, 1, 1, whispered, VoiceTier.STANDARD)));

    synthesizer.close();
    var requests =
        stub.requests().stream().filter(request -> inputs(request).contains("TEXT")).toList();
    assertThat(inputs(requests.get(requests.size() - 2)))
        .contains("UTTERANCE_PITCH", "UTTERANCE_LOUDNESS", "UTTERANCE_RATE");
    assertThat(inputs(requests.get(requests.size() - 1)))
        .contains("UTTERANCE_LOUDNESS")
        .doesNotContain("UTTERANCE_PITCH", "UTTERANCE_RATE");
  }

  @Test
  void shouldSendWhichWordsStandOutInCodePoints() {
    Synthesizer synthesizer = synthesizer();
    synthesizer.open();
    var emphasis = List.of(new TextRange(3, 8));

    Hearing.answersOf(
        synthesizer.synthesize(
            new Request(
                "\uD83D\uDE00 never.", "en", "", null, 1, 1, null, emphasis, VoiceTier.STANDARD)));

    synthesizer.close();
    ModelInferRequest asked =
        stub.requests().stream().filter(one -> inputs(one).contains("EMPHASIS")).findFirst().get();
    var raw = asked.getRawInputContents(inputs(asked).indexOf("EMPHASIS")).asReadOnlyByteBuffer();
    var places = raw.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    assertThat(List.of(places.get(0), places.get(1))).containsExactly(2, 7);
  }

  private static List<String> inputs(ModelInferRequest request) {
    return request.getInputsList().stream()
        .map(ModelInferRequest.InferInputTensor::getName)
        .toList();
  }

  @Override
  protected Synthesizer synthesizer() {
    return new TritonSynthesizer(TritonConfig.at(stub.address()));
  }
}
