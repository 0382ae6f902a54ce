package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.CallPolicy;
import org.univoice.job.call.LockingCall;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SideCalls;
import org.univoice.job.recognition.FanOut.Companion;
import org.univoice.job.recognition.Recognizer.Recognition;

class FanOutTest {

  private static final CallPolicy CALLS = CallPolicy.withTimeout(Duration.ofSeconds(2));
  private static final Recognition WORDS =
      new Recognition("hello", "en", 1, 0.9f, 0, new RecognizedWord[0]);
  private static final Voiceprint PRINT =
      new Voiceprint(new float[256], 5, 0.2f, 0.6f, new float[0], -20, 6, 4);

  private final SideCalls sideCalls = new SideCalls(CALLS, Clock.systemUTC());

  @AfterEach
  void close() {
    sideCalls.close();
  }

  @Test
  void shouldAnswerWithEverythingTogether() {
    var answer = start(fanOut(Replies.of(WORDS), Replies.of(PRINT))).join();

    assertThat(answer.words()).isEqualTo(WORDS);
    assertThat(answer.voiceprint()).isEqualTo(PRINT);
  }

  @Test
  void shouldNotWaitLongForAVoiceprintThatNeverComes() {
    var answer =
        start(fanOut(Replies.of(WORDS), Replies.silence())).orTimeout(30, TimeUnit.SECONDS).join();

    assertThat(answer.words()).isEqualTo(WORDS);
    assertThat(answer.voiceprint()).isNull();
  }

  @Test
  void shouldNotLoseTheWordsToAGistThatNeverComes() {
    var asked =
        new FanOut(Replies.of(WORDS), companion(Replies.silence()), heard -> null, null, sideCalls);
    var answer = start(asked).orTimeout(30, TimeUnit.SECONDS).join();

    assertThat(answer.words()).isEqualTo(WORDS);
    assertThat(answer.gist()).isNull();
  }

  @Test
  void shouldNotLoseTheWordsToAGistThatIsAskedForAfterThemAndNeverComes() {
    var asked =
        new FanOut(Replies.of(WORDS), null, heard -> companion(Replies.silence()), null, sideCalls);
    var answer = start(asked).orTimeout(30, TimeUnit.SECONDS).join();

    assertThat(answer.words()).isEqualTo(WORDS);
  }

  @Test
  void shouldNotWaitForAGistForWhichTheWordsThemselvesWouldBeLate() {
    var patient = new Companion<>(Replies.<Recognition>silence(), Duration.ofDays(1));
    var asked = new FanOut(Replies.of(WORDS), patient, heard -> null, null, sideCalls);

    var answer = start(asked).orTimeout(CALLS.timeout().toMillis(), TimeUnit.MILLISECONDS).join();

    assertThat(answer.words()).isEqualTo(WORDS);
  }

  @Test
  void shouldNotAskAModelThatWasLateTooOften() {
    for (int i = 0; i < CALLS.breakerWindow(); i++) {
      start(fanOut(Replies.of(WORDS), Replies.<Voiceprint>silence())).join();
    }

    assertThat(start(fanOut(Replies.of(WORDS), Replies.of(PRINT))).join().voiceprint()).isNull();
  }

  @Test
  void shouldGoOnAskingAModelWhoseCallsWereCancelled() {
    var cancelled = new Replies.Late<Voiceprint>();
    for (int i = 0; i < CALLS.breakerWindow(); i++) {
      var asked = fanOut(Replies.<Recognition>silence(), cancelled);
      asked.start(completing(new CompletableFuture<>())).cancel();
    }

    assertThat(cancelled.isCancelled()).isTrue();
    assertThat(start(fanOut(Replies.of(WORDS), Replies.of(PRINT))).join().voiceprint())
        .isEqualTo(PRINT);
  }

  @Test
  void shouldFailWhenTheWordsFail() {
    assertThat(start(fanOut(Replies.failure(), Replies.of(PRINT)))).isCompletedExceptionally();
  }

  @Test
  void shouldSayNothingAfterItWasCancelled() throws InterruptedException {
    var told = new CompletableFuture<SpeechAnswer>();
    // Long enough to be cancelled before, also by a machine that has much else to do.
    var late = new Companion<>(Replies.<Voiceprint>silence(), Duration.ofMillis(500));
    var asked =
        new FanOut(Replies.of(WORDS), null, heard -> null, late, sideCalls).start(completing(told));

    asked.cancel();

    Thread.sleep(700);
    assertThat(told).isNotDone();
  }

  @Test
  void shouldNotTellOfAFailureAfterItWasCancelled() {
    var told = new CompletableFuture<SpeechAnswer>();
    var late = new Replies.Late<Recognition>();
    var asked = fanOut(late, Replies.<Voiceprint>silence()).start(completing(told));
    asked.cancel();

    late.fail();

    assertThat(told).isNotDone();
  }

  @Test
  void shouldBeCancelledWhileAModelTellsItsAnswer() throws InterruptedException {
    var words = new LockingCall<Recognition>();
    var asked =
        fanOut(words, Replies.<Voiceprint>silence()).start(completing(new CompletableFuture<>()));

    assertThat(words.isCancelledWhile(observer -> observer.onAnswer(WORDS), asked)).isTrue();
  }

  private FanOut fanOut(ModelCall<Recognition> words, ModelCall<Voiceprint> voiceprint) {
    return new FanOut(words, null, heard -> null, companion(voiceprint), sideCalls);
  }

  private static <A> Companion<A> companion(ModelCall<A> call) {
    return new Companion<>(call, Duration.ofMillis(20));
  }

  private static CompletableFuture<SpeechAnswer> start(FanOut call) {
    var told = new CompletableFuture<SpeechAnswer>();
    call.start(completing(told));
    return told;
  }

  private static ModelCall.AnswerObserver<SpeechAnswer> completing(
      CompletableFuture<SpeechAnswer> told) {
    return new ModelCall.AnswerObserver<>() {
      @Override
      public void onAnswer(SpeechAnswer answer) {
        told.complete(answer);
      }

      @Override
      public void onCompleted() {}

      @Override
      public void onFailed(Throwable cause) {
        told.completeExceptionally(cause);
      }
    };
  }
}
