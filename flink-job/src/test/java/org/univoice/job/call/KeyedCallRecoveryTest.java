package org.univoice.job.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyedCallRecoveryTest {

  private static final CallPolicy POLICY =
      new CallPolicy(
          Duration.ofMillis(1_000),
          2,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          0,
          0.5,
          100,
          Duration.ofSeconds(2),
          Duration.ZERO,
          2);

  private final FakeModel<String> model = Chaining.MODEL;

  @BeforeEach
  void forget() {
    model.forget();
  }

  private static KeyedCallHarness harness() throws Exception {
    return new KeyedCallHarness(new Chaining(), POLICY);
  }

  private void complete(KeyedCallHarness harness, int attempt, String answer) throws Exception {
    model.attempt(attempt).answers(answer).completes();
    harness.turn();
  }

  @Test
  void shouldAskAgainInTheMiddleOfAStreamWithTheMemoryFromBeforeIt() throws Exception {
    try (var before = harness().open()) {
      before.send("k:0", 5);
      complete(before, 0, "Z");
      before.send("k:1", 10);
      model.attempt(1).answers("A");
      before.turn();
      assertThat(before.outputs()).containsExactly("k:0=Z#0", "k:1=A#0");
      var saved = before.snapshot();
      model.forget();
      try (var after = harness().openWith(saved)) {
        assertThat(model.requests()).containsExactly("k:1|Z");
        model.attempt(0).answers("A").answers("B").completes();
        after.turn();
        after.send("k:2", 20);
        assertThat(after.outputs()).containsExactly("k:1=A#0", "k:1=B#1");
        assertThat(model.requests()).endsWith("k:2|ZAB");
      }
    }
  }

  @Test
  void shouldAskAgainOnlyForKeysOfItsOwnSubtaskAfterRescaling() throws Exception {
    List<String> keys = List.of("a:1", "b:1", "c:1", "d:1", "e:1", "f:1", "g:1", "h:1");
    try (var before = harness().open()) {
      for (String key : keys) {
        before.send(key, 10);
      }
      var saved = before.snapshot();
      List<Object> asked = new ArrayList<>();
      for (int subtask = 0; subtask < 2; subtask++) {
        model.forget();
        var part =
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                saved, KeyedCallHarness.MAX_PARALLELISM, 1, 2, subtask);
        var policy = CallPolicy.withTimeout(Duration.ofSeconds(1));
        try (var after = new KeyedCallHarness(new Chaining(), policy, 2, subtask)) {
          after.openWith(part);
          int own = subtask;
          assertThat(model.requests())
              .isNotEmpty()
              .allMatch(
                  request ->
                      KeyGroupRangeAssignment.assignKeyToParallelOperator(
                              KeyedCallHarness.key((String) request),
                              KeyedCallHarness.MAX_PARALLELISM,
                              2)
                          == own);
          asked.addAll(model.requests());
        }
      }
      assertThat(asked).hasSameSizeAs(keys).doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldSupersedeAgainWhatWasSupersededBeforeTheRestart() throws Exception {
    try (var before = harness().open()) {
      before.send("k:1", 10);
      before.send("k:partial", 20);
      before.send("k:final", 30);
      var saved = before.snapshot();
      model.forget();
      try (var after = harness().openWith(saved)) {
        complete(after, 0, "A");
        assertThat(model.requests()).containsExactly("k:1|", "k:final|A");
        assertThat(after.outputs()).containsExactly("k:1=A#0", "k:partial!SUPERSEDED after 0");
      }
    }
  }

  @Test
  void shouldCancelWhatIsInFlightWhenItCloses() throws Exception {
    var harness = harness().open();
    harness.send("k:1", 10);
    harness.close();
    assertThat(model.attempt(0).isCancelled()).isTrue();
    model.attempt(0).answers("late").completes();
  }

  @Test
  void shouldFailTheTaskWhenTheCallItselfHasABug() throws Exception {
    try (var harness = harness().open()) {
      assertThatThrownBy(() -> harness.send("k:plan!", 10)).hasMessage("a bug");
    }
  }

  @Test
  void shouldEndAPartialInFlightSoThatTheFinalNeedNotQueue() throws Exception {
    try (var harness = harness().open()) {
      harness.send("k:partial", 10);
      model.attempt(0).answers("A");
      harness.turn();
      harness.send("k:final", 20);
      assertThat(model.attempt(0).isCancelled()).isTrue();
      assertThat(model.requests()).containsExactly("k:partial|", "k:final|A");
      assertThat(harness.outputs())
          .containsExactly("k:partial=A#0", "k:partial!SUPERSEDED after 1");
    }
  }

  @Test
  void shouldLetMarkersThroughWhenEveryCallSlotIsTaken() throws Exception {
    try (var harness = harness().open()) {
      harness.send("a:1", 10);
      harness.send("b:1", 10);
      harness.send("c:pass", 10);
      harness.send("d:partial", 10);
      harness.send("d:withdraw pass", 20);
      assertThat(harness.outputs())
          .containsExactly("c:pass", "d:partial!SUPERSEDED after 0", "d:withdraw pass");
      assertThat(model.requests()).hasSize(2);
    }
  }

  @Test
  void shouldHoldInputBackWhenTooMuchWaits() throws Exception {
    try (var harness = harness().open()) {
      int bound = POLICY.maxInFlight() * (1 + KeyedCallOperator.WAITING_PER_SLOT);
      for (int i = 0; i < bound; i++) {
        harness.send("k" + i + ":1", 10);
      }
      // The next input comes back only when an answer has made room, inside its own processing.
      model.attempt(0).answers("A").completes();
      harness.send("more:1", 10);
      assertThat(harness.outputs()).containsExactly("k0:1=A#0");
    }
  }

  @Test
  void shouldNotBeIdleDownstreamWhileAnswersAreOwed() throws Exception {
    try (var harness = harness().open()) {
      harness.send("k:1", 10);
      harness.flink.processWatermarkStatus(WatermarkStatus.IDLE);
      assertThat(harness.flink.getOutput()).doesNotContain(WatermarkStatus.IDLE);
      complete(harness, 0, "A");
      assertThat(harness.flink.getOutput()).last().isEqualTo(WatermarkStatus.IDLE);
    }
  }

  @Test
  void shouldDrainBeforeItsInputEnds() throws Exception {
    try (var harness = harness().open()) {
      harness.send("k:1", 10);
      harness.send("k:pass", 20);
      model.attempt(0).answers("A").completes();
      harness.flink.endInput();
      harness.flink.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.outputs()).containsExactly("k:1=A#0", "k:pass");
      assertThat(harness.keysWith("waiting")).isZero();
    }
  }

  @Test
  void shouldSettleAThousandInputsThatNeedNoModelWithoutADeepStack() throws Exception {
    var patient = CallPolicy.withTimeout(Duration.ofMinutes(1));
    var roomy =
        new CallPolicy(
            patient.timeout(),
            1,
            patient.firstBackoff(),
            patient.maxBackoff(),
            0,
            1,
            10,
            patient.openFor(),
            Duration.ZERO,
            100_000);
    try (var harness = new KeyedCallHarness(new Chaining(), roomy).open()) {
      harness.send("k:1", 0);
      for (int i = 1; i <= 20_000; i++) {
        harness.send("k:pass", i);
      }
      complete(harness, 0, "A");
      assertThat(harness.outputs()).hasSize(20_001);
    }
  }
}
