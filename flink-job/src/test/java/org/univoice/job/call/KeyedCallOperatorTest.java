package org.univoice.job.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.ModelCall.AnswerObserver;

class KeyedCallOperatorTest {

  private static final CallPolicy POLICY =
      new CallPolicy(
          Duration.ofMillis(1_000),
          3,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          0,
          0.5,
          4,
          Duration.ofSeconds(2),
          Duration.ZERO,
          2);

  /** One attempt at a question; the test answers it by hand. */
  static final class Question {
    final String input;
    final String memory;
    final AnswerObserver<String> observer;
    boolean cancelled;

    Question(String input, String memory, AnswerObserver<String> observer) {
      this.input = input;
      this.memory = memory;
      this.observer = observer;
    }

    void onAnswer(String answer) {
      observer.onAnswer(answer);
      runMail();
    }

    void onCompleted() {
      observer.onCompleted();
      runMail();
    }

    void onFailed(Throwable cause) {
      observer.onFailed(cause);
      runMail();
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, String> current;

  /** Statics: Flink serializes the call, the test keeps the questions. */
  private static final List<Question> ASKED = new ArrayList<>();

  /**
   * Inputs look like "key:text". Memory is everything answered so far; "key:pass…" needs no model,
   * "key:end" forgets; a text with "!" supersedes texts with "?".
   */
  static final class Chaining implements KeyedCall<String, String, String, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public Plan<String, String, String> plan(String input, String memory, CallLoad load) {
      if (input.contains(":pass")) {
        return new Pass<>(memory, List.of(input));
      }
      if (input.endsWith(":end")) {
        return new Pass<>(null, List.of(input));
      }
      return new Ask<>(
          new ModelCall<>() {
            @Override
            public String model() {
              return "model";
            }

            @Override
            public Cancellable start(AnswerObserver<String> observer) {
              Question question = new Question(input, memory, observer);
              ASKED.add(question);
              return () -> question.cancelled = true;
            }
          });
    }

    @Override
    public Settled<String, String> onAnswer(String input, String memory, String answer, int index) {
      return new Settled<>((memory == null ? "" : memory) + answer, List.of(answer + index));
    }

    @Override
    public Settled<String, String> onEnd(String input, String memory, CallEnd end) {
      return new Settled<>(
          memory, end.isCompleted() ? List.of() : List.of(input + "=" + end.reason()));
    }

    @Override
    public boolean supersedes(String newer, String older) {
      return newer.contains("!") && older.contains("?");
    }
  }

  @BeforeEach
  void forget() {
    ASKED.clear();
  }

  @Test
  void shouldAskOneKeysQuestionsInTurnWithWhatWasLearned() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("k:1", 10);
      harness.processElement("k:2", 20);
      assertThat(ASKED).extracting(q -> q.input).containsExactly("k:1");

      answer(0, "A");

      assertThat(ASKED).extracting(q -> q.memory).containsExactly(null, "A");
      answer(1, "B");
      assertThat(harness.extractOutputValues()).containsExactly("A0", "B0");
    }
  }

  @Test
  void shouldNotLetOneKeyHoldUpAnother() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("slow:1", 10);
      harness.processElement("quick:1", 20);
      answer(1, "Q");
      assertThat(harness.extractOutputValues()).containsExactly("Q0");
    }
  }

  @Test
  void shouldSendEveryAnswerOfAStreamOnAtOnce() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("k:1", 10);
      ASKED.get(0).onAnswer("A");
      assertThat(harness.extractOutputValues()).containsExactly("A0");
      ASKED.get(0).onAnswer("B");
      assertThat(harness.extractOutputValues()).containsExactly("A0", "B1");
    }
  }

  @Test
  void shouldGiveUpAnOlderQuestionThatANewerOneMakesPointless() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("k:1?", 10);
      harness.processElement("k:2!", 20);

      assertThat(ASKED.get(0).cancelled).isTrue();
      ASKED.get(0).onAnswer("late");
      answer(1, "B");
      assertThat(harness.extractOutputValues()).containsExactly("k:1?=SUPERSEDED", "B0");
    }
  }

  @Test
  void shouldPassInputsThatNeedNoModelInTheirTurn() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("k:1", 10);
      harness.processElement("k:pass", 20);
      assertThat(harness.extractOutputValues()).isEmpty();
      answer(0, "A");
      assertThat(harness.extractOutputValues()).containsExactly("A0", "k:pass");
    }
  }

  @Test
  void shouldHoldTheWatermarkBackForAnswersStillOwed() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("k:1", 10);
      harness.processWatermark(new Watermark(50));
      assertThat(harness.getOutput()).containsExactly(new Watermark(9));
      answer(0, "A");
      assertThat(harness.getOutput()).last().isEqualTo(new Watermark(50));
    }
  }

  @Test
  void shouldTryAgainWithGrowingDelaysAndSkipAnswersAlreadyHandedOver() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("k:1", 10);
      ASKED.get(0).onAnswer("A");
      ASKED.get(0).onFailed(new ModelCallException("overloaded", true, null));

      advance(harness, 99);
      assertThat(ASKED).hasSize(1);
      advance(harness, 1);
      assertThat(ASKED).hasSize(2);
      ASKED.get(1).onFailed(new ModelCallException("overloaded", true, null));
      advance(harness, 199);
      assertThat(ASKED).hasSize(2);
      advance(harness, 1);
      ASKED.get(2).onAnswer("A");
      ASKED.get(2).onAnswer("B");
      ASKED.get(2).onCompleted();

      assertThat(harness.extractOutputValues()).containsExactly("A0", "B1");
    }
  }

  @Test
  void shouldNameTheOutcomeWhenNoAttemptIsAnswered() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("k:1", 10);
      advance(harness, 1_000);
      advance(harness, 100);
      advance(harness, 1_000);
      advance(harness, 200);
      advance(harness, 1_000);
      assertThat(ASKED).hasSize(3).allMatch(q -> q.cancelled);
      assertThat(harness.extractOutputValues()).containsExactly("k:1=TIMED_OUT");
    }
  }

  @Test
  void shouldNotTryAgainWhatWasRefusedForGood() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("k:1", 10);
      ASKED.get(0).onFailed(new ModelCallException("no such language", false, null));
      assertThat(harness.extractOutputValues()).containsExactly("k:1=FAILED");
      assertThat(ASKED).hasSize(1);
    }
  }

  @Test
  void shouldRefuseCallsWhileTheCircuitBreakerIsOpenAndTryOneAfterwards() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("a:1", 10);
      for (int failed = 0; failed < 3; failed++) {
        ASKED.get(failed).onFailed(new ModelCallException("gone", true, null));
        advance(harness, 400);
      }
      harness.processElement("b:1", 10);
      ASKED.get(3).onFailed(new ModelCallException("gone", true, null));
      advance(harness, 400);
      harness.processElement("c:1", 20);
      assertThat(harness.extractOutputValues())
          .containsExactly("a:1=FAILED", "b:1=CIRCUIT_OPEN", "c:1=CIRCUIT_OPEN");
      assertThat(ASKED).hasSize(4);

      advance(harness, 2_000);
      harness.processElement("d:1", 30);
      assertThat(ASKED).hasSize(5);
      answer(4, "D");
      harness.processElement("e:1", 40);
      assertThat(ASKED).hasSize(6);
    }
  }

  @Test
  void shouldGiveFreedCapacityToTheKeyThatWaitedLongest() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("a:1", 10);
      harness.processElement("b:1", 10);
      harness.processElement("c:1", 10);
      assertThat(ASKED).hasSize(2);
      answer(0, "A");
      assertThat(ASKED).extracting(q -> q.input).containsExactly("a:1", "b:1", "c:1");
    }
  }

  @Test
  void shouldAskAgainAfterARestart() throws Exception {
    OperatorSubtaskState saved;
    try (var before = harness()) {
      before.open();
      before.processElement("k:1", 10);
      before.processElement("k:2", 20);
      saved = before.snapshot(1, 1);
    }
    ASKED.clear();
    try (var after = harness()) {
      after.initializeState(saved);
      after.open();
      runMail();
      assertThat(ASKED).extracting(q -> q.input).containsExactly("k:1");
      answer(0, "A");
      answer(1, "B");
      assertThat(after.extractOutputValues()).containsExactly("A0", "B0");
    }
  }

  @Test
  void shouldKeepNoStateWhenNothingIsOwedOrRemembered() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement("k:1", 10);
      answer(0, "A");
      harness.processElement("k:end", 20);
      assertThat(keysWithState(harness, "waiting")).isZero();
      assertThat(keysWithState(harness, "memory")).isZero();
      assertThat(((KeyedCallOperator<?, ?, ?, ?>) harness.getOperator()).busyKeys()).isZero();
    }
  }

  private static void answer(int question, String answer) {
    ASKED.get(question).onAnswer(answer);
    ASKED.get(question).onCompleted();
  }

  /** Counts in RocksDB, where the harness's own count is not supported. */
  private static long keysWithState(
      KeyedOneInputStreamOperatorTestHarness<String, String, String> harness, String state) {
    var backend = ((KeyedCallOperator<?, ?, ?, ?>) harness.getOperator()).getKeyedStateBackend();
    return backend.getKeys(state, VoidNamespace.INSTANCE).count();
  }

  private static void runMail() {
    try {
      while (current.getTaskMailbox().hasMail()) {
        current.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void advance(
      KeyedOneInputStreamOperatorTestHarness<String, String, String> harness, long millis)
      throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + millis);
    runMail();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, String> harness()
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, String, String>(
            new KeyedCallOperatorFactory<>(new Chaining(), Types.STRING, Types.STRING, POLICY),
            input -> input.substring(0, input.indexOf(':')),
            Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setProcessingTime(0);
    current = harness;
    return harness;
  }
}
