package org.univoice.job.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {

  private final SerialExecutor turns = new SerialExecutor();
  private final List<String> ran = new ArrayList<>();

  @Test
  void shouldRunAStepThatAStepBringsAfterIt() {
    turns.execute(
        () -> {
          turns.execute(() -> ran.add("second"));
          ran.add("first");
        });

    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void shouldGoOnAfterAStepThatFailed() {
    assertThatThrownBy(
            () ->
                turns.execute(
                    () -> {
                      turns.execute(() -> ran.add("next"));
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    turns.execute(() -> ran.add("later"));

    assertThat(ran).containsExactly("next", "later");
  }

  @Test
  void shouldRunOneStepAtATimeWhoeverBringsIt() throws InterruptedException {
    int[] count = {0};
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new Thread(
                        () ->
                            IntStream.range(0, 10_000)
                                .forEach(j -> turns.execute(() -> count[0]++))))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(count[0]).isEqualTo(40_000);
  }
}
