package org.univoice.job.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallFlightTest {

  private static final CallPolicy POLICY =
      new CallPolicy(
          Duration.ofMillis(1_000),
          3,
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          0,
          0.5,
          10,
          Duration.ofSeconds(2),
          Duration.ZERO,
          2);

  private static final CallPolicy PATIENT = CallPolicy.withTimeout(Duration.ofSeconds(1));

  private final FakeCallLoop loop = new FakeCallLoop();
  private final FakeModel<String> model = new FakeModel<>("model");
  private final List<String> heard = new ArrayList<>();
  private final Breakers breakers = new Breakers(POLICY, loop::nowMillis);

  private CallFlight<String> flight() throws Exception {
    return flight(POLICY, breakers, true);
  }

  private CallFlight<String> flight(CallPolicy policy, Breakers breakers, boolean isPatient)
      throws Exception {
    return flight(model.call("question"), policy, breakers, isPatient);
  }

  private CallFlight<String> flight(
      ModelCall<String> call, CallPolicy policy, Breakers breakers, boolean isPatient)
      throws Exception {
    var flight =
        new CallFlight<>(
            call,
            isPatient,
            breakers,
            new CallAttempts(RetryPolicy.of(policy), policy.timeout().toMillis()),
            loop,
            new Random(0),
            new CallFlight.Listener<String>() {
              @Override
              public void onAnswer(String answer, int index) {
                heard.add(answer + index);
              }

              @Override
              public void onEnd(CallEnd end) {
                heard.add(end.reason() + "/" + end.answers());
              }
            });
    assertThat(flight.start()).isTrue();
    return flight;
  }

  @Test
  void shouldHandAnswersOverAsTheyComeAndThenTheEnd() throws Exception {
    flight();
    model.attempt(0).answers("a");
    loop.turn();
    assertThat(heard).containsExactly("a0");
    model.attempt(0).answers("b").completes();
    loop.turn();
    assertThat(heard).containsExactly("a0", "b1", "COMPLETED/2");
    assertThat(loop.timers()).isZero();
  }

  @Test
  void shouldTakeWhatACallHasWhenItsTimeIsUp() throws Exception {
    List<Boolean> wasLast = new ArrayList<>();
    ModelCall<String> hasSomething =
        new ModelCall<>() {
          @Override
          public String model() {
            return "model";
          }

          @Override
          public Cancellable start(AnswerObserver<String> observer) {
            return new Cancellable() {
              @Override
              public void cancel() {}

              @Override
              public void expire(boolean isLast, Runnable nothing) {
                wasLast.add(isLast);
                if (isLast) {
                  observer.onAnswer("so far");
                  observer.onCompleted();
                } else {
                  nothing.run();
                }
              }
            };
          }
        };

    flight(hasSomething, POLICY, breakers, true);
    for (int attempt = 1; attempt <= POLICY.attempts(); attempt++) {
      loop.pass(POLICY.timeout().toMillis() + 500);
      loop.turn();
    }

    assertThat(wasLast).containsExactly(false, false, true);
    assertThat(heard).containsExactly("so far0", "COMPLETED/1");
    assertThat(loop.timers()).isZero();
  }

  @Test
  void shouldAllowEveryAnswerItsOwnTime() throws Exception {
    flight();
    for (int i = 0; i < 5; i++) {
      loop.pass(900);
      model.attempt(0).answers("a");
      loop.turn();
    }
    assertThat(heard).hasSize(5);
    loop.pass(1_000);
    assertThat(model.attempt(0).isCancelled()).isTrue();
  }

  @Test
  void shouldIgnoreWhatAGivenUpAttemptStillSays() throws Exception {
    flight();
    loop.pass(1_000);
    model.attempt(0).answers("late").completes();
    loop.turn();
    assertThat(heard).isEmpty();
    loop.pass(100);
    model.attempt(0).answers("later still").fails(true);
    model.attempt(1).answers("a").completes();
    loop.turn();
    assertThat(heard).containsExactly("a0", "COMPLETED/1");
  }

  @Test
  void shouldSkipWhatWasHandedOverWhenARetryStreamsItAgain() throws Exception {
    flight();
    model.attempt(0).answers("a").answers("b").fails(true);
    loop.pass(100);
    model.attempt(1).answers("a").answers("b").answers("c").completes();
    loop.turn();
    assertThat(heard).containsExactly("a0", "b1", "c2", "COMPLETED/3");
  }

  @Test
  void shouldBeSilentOnceItIsCancelled() throws Exception {
    var flight = flight();
    model.attempt(0).answers("a");
    loop.turn();
    assertThat(flight.cancel().isSuperseded()).isTrue();
    assertThat(model.attempt(0).isCancelled()).isTrue();
    model.attempt(0).answers("b").completes();
    loop.pass(60_000);
    assertThat(heard).containsExactly("a0");
    assertThat(model.attempts()).hasSize(1);
  }

  @Test
  void shouldNotComeBackWhenItIsCancelledWhileBackingOff() throws Exception {
    var flight = flight();
    model.attempt(0).fails(true);
    loop.turn();
    flight.cancel();
    loop.pass(60_000);
    assertThat(model.attempts()).hasSize(1);
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldLeaveTheTrialOfAnOpenBreakerToAnotherCallWhenItIsCancelled() throws Exception {
    for (int i = 0; i < POLICY.breakerWindow(); i++) {
      breakers.allows("model");
      breakers.failed("model", 1, new ModelCallException("busy", true, null));
    }
    loop.pass(2_001);
    flight().cancel();
    assertThat(breakers.allows("model")).isTrue();
  }

  @Test
  void shouldTreatACallThatCannotEvenStartAsFailed() throws Exception {
    var broken =
        new ModelCall<String>() {
          @Override
          public String model() {
            return "model";
          }

          @Override
          public Cancellable start(AnswerObserver<String> observer) {
            throw new IllegalStateException("not open");
          }
        };
    var flight =
        new CallFlight<>(
            broken,
            true,
            breakers,
            new CallAttempts(RetryPolicy.of(POLICY), 1_000),
            loop,
            new Random(0),
            new CallFlight.Listener<String>() {
              @Override
              public void onAnswer(String answer, int index) {}

              @Override
              public void onEnd(CallEnd end) {
                heard.add(end.detail());
              }
            });
    flight.start();
    loop.turn();
    assertThat(heard).containsExactly("attempt 1: not open");
  }

  @Test
  void shouldWaitForAModelThatIsAwayForAWhile() throws Exception {
    flight(PATIENT, new Breakers(PATIENT, loop::nowMillis), true);
    failUntil(10_000);
    assertThat(heard).isEmpty();

    int failed = model.attempts().size();
    while (model.attempts().size() == failed) {
      loop.pass(100);
    }
    model.attempt(failed).answers("a").completes();
    loop.turn();

    assertThat(heard).containsExactly("a0", "COMPLETED/1");
    assertThat(loop.timers()).isZero();
  }

  @Test
  void shouldNotWaitForAModelThatStaysAway() throws Exception {
    var breakers = new Breakers(PATIENT, loop::nowMillis);
    flight(PATIENT, breakers, true);
    failUntil(16_000);
    assertThat(heard).hasSize(1);
    heard.clear();

    flight(PATIENT, breakers, true);
    failUntil(loop.nowMillis() + 1_000);

    assertThat(heard).hasSize(1);
  }

  @Test
  void shouldNotWaitWithWhatIsSoonOutOfDate() throws Exception {
    flight(PATIENT, new Breakers(PATIENT, loop::nowMillis), false);
    failUntil(2_000);
    assertThat(heard).containsExactly("FAILED/0");
  }

  private void failUntil(long millis) throws Exception {
    int failed = model.attempts().size() - 1;
    while (loop.nowMillis() < millis) {
      for (; failed < model.attempts().size(); failed++) {
        model.attempt(failed).fails(true);
        loop.turn();
      }
      loop.pass(100);
    }
  }
}
