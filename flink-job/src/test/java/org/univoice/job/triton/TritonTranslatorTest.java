package org.univoice.job.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.Hearing;
import org.univoice.job.call.ModelCall;
import org.univoice.job.stream.TranslationStyle;
import org.univoice.job.stream.TranslationStyle.Formality;
import org.univoice.job.translation.Translator;
import org.univoice.job.translation.TranslatorContract;
import org.univoice.job.triton.stub.StubTriton;

/** The contract over real gRPC, with stub models. */
class TritonTranslatorTest extends TranslatorContract {

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
  void shouldBeCancelledWhileItsAnswerIsStillBeingHeard() throws Exception {
    var hearing = new CountDownLatch(1);
    var cancelled = new CountDownLatch(1);
    var answered = new CompletableFuture<Void>();
    var translator = translator();
    translator.open();
    var call =
        translator
            .translate(new Translator.Request("hello", "en", "pt", List.of()))
            .start(
                new ModelCall.AnswerObserver<>() {
                  @Override
                  public void onAnswer(Translator.Rendering answer) {
                    hearing.countDown();
                    try {
                      answered.complete(
                          cancelled.await(10, TimeUnit.SECONDS) ? null : fail("not cancelled"));
                    } catch (Throwable e) {
                      answered.completeExceptionally(e);
                    }
                  }

                  @Override
                  public void onCompleted() {}

                  @Override
                  public void onFailed(Throwable cause) {}
                });
    hearing.await();

    call.cancel();
    cancelled.countDown();

    assertThat(answered).succeedsWithin(Duration.ofSeconds(20));
    translator.close();
  }

  @Test
  void shouldAskOnlyForTheStyleThatTheWeightsKnow() {
    var translator = translator();
    translator.open();
    stub.recordRequests();

    ask(translator, new TranslationStyle("medical", Formality.FORMAL));
    ask(translator, new TranslationStyle("legal", Formality.INFORMAL));
    ask(translator, TranslationStyle.NONE);

    assertThat(stub.requests())
        .extracting(request -> request.getInputsList().stream().map(one -> one.getName()).toList())
        .containsExactly(
            List.of("TEXT", "SOURCE", "TARGET", "DOMAIN", "FORMALITY"),
            List.of("TEXT", "SOURCE", "TARGET"),
            List.of("TEXT", "SOURCE", "TARGET"));
    assertThat(stub.requests().get(0).getRawInputContents(3).toStringUtf8()).endsWith("medical");
    assertThat(stub.requests().get(0).getRawInputContents(4).toStringUtf8()).endsWith("formal");
    translator.close();
  }

  private static void ask(Translator translator, TranslationStyle style) {
    Hearing.answersOf(
        translator.translate(new Translator.Request("hello", "en", "pt", List.of(), style)));
  }

  @Override
  protected Translator translator() {
    return new TritonTranslator(TritonConfig.at(stub.address()));
  }
}
