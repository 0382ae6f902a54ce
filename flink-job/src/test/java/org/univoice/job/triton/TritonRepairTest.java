package org.univoice.job.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.Hearing;
import org.univoice.job.call.ModelCallException;
import org.univoice.job.synthesis.Synthesizer;
import org.univoice.job.translation.Translator;
import org.univoice.job.triton.stub.StubTriton;

class TritonRepairTest {

  private static final Status DEAD =
      Status.INTERNAL.withDescription("Stub process is not healthy.");

  @Test
  void shouldUnloadAndLoadATranslatorWhoseProcessDied() throws Exception {
    try (StubTriton stub = StubTriton.start();
        var translator = new TritonTranslator(TritonConfig.at(stub.address()))) {
      translator.open();
      stub.breaks("translator", DEAD);
      var call = translator.translate(new Translator.Request("hi", "en", "pt", List.of()));
      for (int i = 0; i < 3; i++) {
        assertThat(catchThrowable(() -> Hearing.answersOf(call)))
            .asInstanceOf(type(ModelCallException.class))
            .matches(ModelCallException::isTransient);
      }
      awaitRepair(stub, "translator");
      assertThat(Hearing.answersOf(call)).hasSize(1);
    }
  }

  @Test
  void shouldRepairAStreamingModelToo() throws Exception {
    try (StubTriton stub = StubTriton.start();
        var synthesizer = new TritonSynthesizer(TritonConfig.at(stub.address()))) {
      synthesizer.open();
      awaitDeclaration(synthesizer);
      stub.breaks("speech_synthesizer", DEAD);
      var call = synthesizer.synthesize(new Synthesizer.Request("hi", "pt", "", null, 1));
      for (int i = 0; i < 3; i++) {
        assertThat(catchThrowable(() -> Hearing.answersOf(call)))
            .isInstanceOf(ModelCallException.class);
      }
      awaitRepair(stub, "speech_synthesizer");
      assertThat(Hearing.answersOf(call)).hasSize(2);
    }
  }

  @Test
  void shouldLeaveAModelAloneThatRefusesAnInput() throws Exception {
    try (StubTriton stub = StubTriton.start();
        var translator = new TritonTranslator(TritonConfig.at(stub.address()))) {
      translator.open();
      stub.breaks("translator", Status.INVALID_ARGUMENT.withDescription("no such pair"));
      var call = translator.translate(new Translator.Request("hi", "en", "xx", List.of()));
      for (int i = 0; i < 5; i++) {
        assertThat(catchThrowable(() -> Hearing.answersOf(call)))
            .asInstanceOf(type(ModelCallException.class))
            .matches(failure -> !failure.isTransient());
      }
      assertThat(stub.repositoryCalls()).isEmpty();
    }
  }

  @Test
  void shouldTryAgainButNotRepairAModelThatSomebodyElseUnloaded() throws Exception {
    try (StubTriton stub = StubTriton.start();
        var translator = new TritonTranslator(TritonConfig.at(stub.address()))) {
      translator.open();
      stub.breaks("translator", Status.NOT_FOUND.withDescription("has no available versions"));
      var call = translator.translate(new Translator.Request("hi", "en", "pt", List.of()));
      for (int i = 0; i < 5; i++) {
        assertThat(catchThrowable(() -> Hearing.answersOf(call)))
            .asInstanceOf(type(ModelCallException.class))
            .matches(ModelCallException::isTransient);
      }
      assertThat(stub.repositoryCalls()).isEmpty();
    }
  }

  /** Asked for when it opens: an answer that came between the failures would end their row. */
  private static void awaitDeclaration(TritonSynthesizer synthesizer) throws Exception {
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!synthesizer.clones() && System.nanoTime() < deadlineNanos) {
      Thread.sleep(10);
    }
    assertThat(synthesizer.clones()).isTrue();
  }

  private static void awaitRepair(StubTriton stub, String model) throws Exception {
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (stub.repositoryCalls().size() < 2 && System.nanoTime() < deadlineNanos) {
      Thread.sleep(10);
    }
    assertThat(stub.repositoryCalls()).containsExactly("unload " + model, "load " + model);
  }
}
