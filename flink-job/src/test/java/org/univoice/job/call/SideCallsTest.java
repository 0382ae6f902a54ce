package org.univoice.job.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.FakeModel.Attempt;
import org.univoice.job.call.SideCalls.SideCall;

class SideCallsTest {

  private static final CallPolicy POLICY = CallPolicy.withTimeout(Duration.ofSeconds(1));
  private static final int WINDOW = POLICY.breakerWindow();

  private final Hands clock = new Hands();
  private final SideCalls sideCalls = new SideCalls(POLICY, clock);
  private final FakeModel<String> model = new FakeModel<>("voiceprints");
  private final List<String> heard = new ArrayList<>();

  @Test
  void shouldHandOnWhatTheModelSays() {
    ask();
    model.attempt(0).answers("print").completes();
    ask();
    model.attempt(1).fails(true);

    assertThat(heard).containsExactly("print", "completed", "failed");
  }

  @Test
  void shouldRefuseAtOnceWhileTooManyHaveFailed() {
    times(WINDOW, () -> askThen(attempt -> attempt.fails(true)));
    heard.clear();
    model.forget();

    ask();

    assertThat(heard).containsExactly("failed");
    assertThat(model.attempts()).isEmpty();
  }

  @Test
  void shouldRefuseWhileTooManyWereLate() {
    times(WINDOW, () -> ask().giveUpAsLate());

    assertThat(isAsked()).isFalse();
    assertThat(model.attempts()).allMatch(Attempt::isCancelled);
  }

  @Test
  void shouldGoOnAskingWhenCallsWereCancelledOrRefusedForGood() {
    times(WINDOW, () -> ask().cancel());
    times(WINDOW, () -> askThen(attempt -> attempt.fails(false)));

    assertThat(isAsked()).isTrue();
  }

  @Test
  void shouldTryOneCallAfterAWhileAndGoOnWhenItSucceeds() {
    times(WINDOW, () -> askThen(attempt -> attempt.fails(true)));
    clock.pass(POLICY.openFor());

    askThen(Attempt::completes);

    assertThat(isAsked()).isTrue();
  }

  @Test
  void shouldLeaveTheTrialToAnotherCallWhenItWasCancelled() {
    times(WINDOW, () -> askThen(attempt -> attempt.fails(true)));
    clock.pass(POLICY.openFor());

    ask().cancel();

    assertThat(isAsked()).isTrue();
  }

  @Test
  void shouldCountACallOnceHoweverOftenItEnds() {
    times(
        WINDOW - 1,
        () ->
            askThen(
                attempt -> {
                  attempt.completes();
                  attempt.fails(true);
                }));
    SideCall late = ask();
    late.giveUpAsLate();
    late.giveUpAsLate();
    late.cancel();

    assertThat(isAsked()).isTrue();
  }

  @Test
  void shouldJudgeEveryModelByItself() {
    times(WINDOW, () -> askThen(attempt -> attempt.fails(true)));
    var another = new FakeModel<String>("gist");

    sideCalls.start(another.call("question"), new Told(heard));

    assertThat(another.attempts()).hasSize(1);
  }

  @Test
  void shouldCountACallThatCannotEvenStart() {
    times(WINDOW, () -> sideCalls.start(new Unstartable(), new Told(heard)));

    assertThat(heard).hasSize(WINDOW).containsOnly("failed");
    assertThat(isAsked()).isFalse();
  }

  private boolean isAsked() {
    int before = model.attempts().size();
    ask();
    return model.attempts().size() > before;
  }

  private void askThen(Consumer<Attempt<String>> ending) {
    ask();
    ending.accept(model.attempt(model.attempts().size() - 1));
  }

  private SideCall ask() {
    return sideCalls.start(model.call("question"), new Told(heard));
  }

  private static void times(int count, Runnable step) {
    for (int i = 0; i < count; i++) {
      step.run();
    }
  }

  private record Told(List<String> heard) implements ModelCall.AnswerObserver<String> {
    @Override
    public void onAnswer(String answer) {
      heard.add(answer);
    }

    @Override
    public void onCompleted() {
      heard.add("completed");
    }

    @Override
    public void onFailed(Throwable cause) {
      heard.add("failed");
    }
  }

  private static final class Unstartable implements ModelCall<String> {
    @Override
    public String model() {
      return "voiceprints";
    }

    @Override
    public Cancellable start(AnswerObserver<String> observer) {
      throw new IllegalStateException("no channel");
    }
  }

  /** A clock that the test moves. */
  private static final class Hands extends Clock {
    private Instant now = Instant.ofEpochSecond(1);

    void pass(Duration time) {
      now = now.plus(time).plusMillis(1);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
