package org.univoice.job.call;

import java.util.List;

/**
 * Appends every answer to what it remembers. Inputs are "key:text"; "pass" needs no model, "final"
 * and "withdraw" supersede "partial", "end" forgets the key, "plan!" is a bug.
 */
final class Chaining implements KeyedCall<String, String, String, String> {

  private static final long serialVersionUID = 1L;

  /** Static: Flink copies the call, the test keeps the model. */
  static final FakeModel<String> MODEL = new FakeModel<>("chain");

  @Override
  public Plan<String, String, String> plan(String input, String memory, CallLoad load) {
    if (input.contains("plan!")) {
      throw new IllegalStateException("a bug");
    }
    if (input.contains("end")) {
      return new Pass<>(null, List.of(input));
    }
    return input.contains("pass")
        ? new Pass<>(memory, List.of(input))
        : new Ask<>(MODEL.call(input + "|" + (memory == null ? "" : memory)));
  }

  @Override
  public Settled<String, String> onAnswer(String input, String memory, String answer, int index) {
    return new Settled<>(
        (memory == null ? "" : memory) + answer, List.of(input + "=" + answer + "#" + index));
  }

  @Override
  public Settled<String, String> onEnd(String input, String memory, CallEnd end) {
    return new Settled<>(
        memory,
        end.isCompleted()
            ? List.of()
            : List.of(input + "!" + end.reason() + " after " + end.answers()));
  }

  @Override
  public boolean supersedes(String newer, String older) {
    return (newer.contains("final") || newer.contains("withdraw")) && older.contains("partial");
  }
}
