package org.univoice.job.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.univoice.job.call.FakeModel.Attempt;

/**
 * Whatever the order in which inputs, answers, failures, checkpoints and crashes come: every key's
 * outputs are those of a model asked one input after the other, nothing lost, nothing twice but
 * what a restore repeats, in order.
 */
class KeyedCallPropertyTest {

  private static final CallPolicy TIRELESS =
      new CallPolicy(
          Duration.ofSeconds(1),
          10_000,
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          0.5,
          1,
          100_000,
          Duration.ofSeconds(1),
          Duration.ZERO,
          2);

  /** Several times what a hundred and twenty inputs need. */
  private static final int MOST_ROUNDS = 2_000;

  private final FakeModel<String> model = Chaining.MODEL;

  /** What was sent since the last checkpoint: the source sends it again after a crash. */
  private final List<String> sinceCheckpoint = new ArrayList<>();

  private final Map<Attempt<String>, Integer> answered = new java.util.HashMap<>();
  private final List<String> outputs = new ArrayList<>();
  private KeyedCallHarness harness;
  private OperatorSubtaskState checkpoint;

  @Property(tries = 30)
  void shouldEqualTheSequentialModel(
      @ForAll @Size(min = 10, max = 120) List<@IntRange(max = 99) Integer> steps) throws Exception {
    sinceCheckpoint.clear();
    outputs.clear();
    checkpoint = null;
    harness = null;
    restart();
    List<String> inputs = new ArrayList<>();
    for (int step : steps) {
      if (step < 35) {
        String input = "abc".charAt(step % 3) + ":" + inputs.size();
        inputs.add(input);
        sinceCheckpoint.add(input);
        makeRoom();
        harness.send(input, inputs.size());
      } else if (step < 80) {
        drive(step);
      } else if (step < 88) {
        live().stream().findFirst().ifPresent(attempt -> attempt.fails(true));
        harness.turn();
      } else if (step < 92) {
        harness.pass(step == 91 ? 1_000 : 60);
      } else if (step < 96) {
        checkpoint = harness.snapshot();
        sinceCheckpoint.clear();
      } else {
        restart();
      }
    }
    answerWhile(() -> harness.keysWith("waiting") > 0);
    collect();
    harness.close();
    assertThat(byKey(new LinkedHashSet<>(outputs))).isEqualTo(byKey(sequentially(inputs)));
  }

  /** Otherwise the next input might be held back, and nobody but this thread answers. */
  private void makeRoom() throws Exception {
    int most = KeyedCallOperator.WAITING_PER_SLOT * TIRELESS.maxInFlight();
    answerWhile(() -> harness.waiting() >= most);
  }

  /** An input that is never asked, or never forgotten, fails the test instead of hanging it. */
  private void answerWhile(BooleanSupplier someWait) throws Exception {
    for (int round = 0; someWait.getAsBoolean(); round++) {
      assertThat(round).as("rounds of answers while inputs wait").isLessThan(MOST_ROUNDS);
      harness.pass(100);
      drive(0);
    }
  }

  /** The next word of one of the calls under way. */
  private void drive(int choice) throws Exception {
    List<Attempt<String>> live = live();
    if (live.isEmpty()) {
      return;
    }
    Attempt<String> attempt = live.get(choice % live.size());
    int index = answered.merge(attempt, 1, Integer::sum) - 1;
    String request = (String) attempt.request();
    if (index < answers(request)) {
      attempt.answers(answer(request, index));
    } else {
      attempt.completes();
    }
    harness.turn();
  }

  private List<Attempt<String>> live() {
    return model.attempts().stream()
        .filter(attempt -> !attempt.isCancelled())
        .filter(attempt -> answered.getOrDefault(attempt, 0) <= answers((String) attempt.request()))
        .toList();
  }

  private static int answers(String request) {
    return request.charAt(request.indexOf('|') - 1) % 4;
  }

  /** Depends on what was remembered, so that a wrong memory shows. */
  private static String answer(String request, int index) {
    return Integer.toHexString((request + index).hashCode() & 0xfff) + ".";
  }

  private void restart() throws Exception {
    if (harness != null) {
      collect();
      harness.close();
    }
    model.forget();
    answered.clear();
    harness = new KeyedCallHarness(new Chaining(), TIRELESS);
    if (checkpoint == null) {
      harness.open();
    } else {
      harness.openWith(checkpoint);
    }
    for (String input : List.copyOf(sinceCheckpoint)) {
      makeRoom();
      harness.send(input, 1);
    }
  }

  /** What one incarnation sent is in order: it is a stretch of the whole. */
  private void collect() {
    outputs.addAll(harness.outputs());
  }

  private static List<String> sequentially(List<String> inputs) {
    Map<String, String> memories = new TreeMap<>();
    List<String> outputs = new ArrayList<>();
    for (String input : inputs) {
      String key = KeyedCallHarness.key(input);
      String request = input + "|" + memories.getOrDefault(key, "");
      for (int i = 0; i < answers(request); i++) {
        outputs.add(input + "=" + answer(request, i) + "#" + i);
        memories.merge(key, answer(request, i), String::concat);
      }
    }
    return outputs;
  }

  private static Map<String, List<String>> byKey(Iterable<String> outputs) {
    Map<String, List<String>> byKey = new TreeMap<>();
    outputs.forEach(
        output ->
            byKey
                .computeIfAbsent(KeyedCallHarness.key(output), key -> new ArrayList<>())
                .add(output));
    return byKey;
  }
}
