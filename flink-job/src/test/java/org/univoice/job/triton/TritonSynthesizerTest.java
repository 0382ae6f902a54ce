package org.univoice.job.triton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.inference.ModelInferRequest;
import org.univoice.job.call.Hearing;
import org.univoice.job.prosody.Manner;
import org.univoice.job.synthesis.Synthesizer;
import org.univoice.job.synthesis.Synthesizer.Request;
import org.univoice.job.synthesis.SynthesizerContract;
import org.univoice.job.triton.stub.StubTriton;

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
  void shouldSendHowTheUtteranceWasSaidAndLeaveOutWhatIsNotKnown() {
    Synthesizer synthesizer = synthesizer();
    synthesizer.open();
    var whispered = new Manner(Float.NaN, Float.NaN, -32, Float.NaN, null);
    var said = new Manner(5.1f, 0.15f, -18, 1.1f, null);

    Hearing.answersOf(synthesizer.synthesize(new Request("Hi.", "en", "", null, 1, 1, said)));
    Hearing.answersOf(synthesizer.synthesize(new Request("Hi.", "en", "", null, 1, 1, whispered)));

    synthesizer.close();
    var requests = stub.requests();
    assertThat(inputs(requests.get(requests.size() - 2)))
        .contains("UTTERANCE_PITCH", "UTTERANCE_LOUDNESS", "UTTERANCE_RATE");
    assertThat(inputs(requests.get(requests.size() - 1)))
        .contains("UTTERANCE_LOUDNESS")
        .doesNotContain("UTTERANCE_PITCH", "UTTERANCE_RATE");
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
