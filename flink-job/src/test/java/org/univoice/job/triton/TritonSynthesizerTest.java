package org.univoice.job.triton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.Hearing;
import org.univoice.job.diarization.VoiceProfile;
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
    stub = StubTriton.start();
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
      var clone = new Request("Good morning.", "en", "", profile, 1, VoiceTier.CLONED);
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

  @Override
  protected Synthesizer synthesizer() {
    return new TritonSynthesizer(TritonConfig.at(stub.address()));
  }
}
