package org.univoice.gateway.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LatestWorkTest {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final LatestWork work = new LatestWork(waiting::add);
  private final List<String> done = new ArrayList<>();

  @Test
  void shouldLookAtEachThingOnceHoweverOftenItIsAskedFor() {
    for (int i = 0; i < 100_000; i++) {
      String what = "participant " + i % 10;
      work.look(what, () -> done.add(what));
    }

    assertThat(waiting).hasSize(10);
    runAll();
    assertThat(done).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void shouldLookOnceMoreAfterwardsAtWhatChangesMeanwhileAndNeverTwiceAtATime() {
    work.look(
        "ana",
        () -> {
          done.add("before");
          if (done.size() == 1) {
            work.look("ana", () -> done.add("unused: the look is the same each time"));
            work.look("ana", () -> done.add("unused: the look is the same each time"));
            assertThat(waiting).isEmpty();
          }
        });
    runAll();

    assertThat(done).containsExactly("before", "before");
    work.look("ana", () -> done.add("later"));
    runAll();
    assertThat(done).endsWith("later").hasSize(3);
  }

  @Test
  void shouldGoOnAfterALookThatFails() {
    work.look(
        "ana",
        () -> {
          throw new IllegalStateException("away");
        });
    runAll();

    work.look("ana", () -> done.add("again"));
    runAll();
    assertThat(done).containsExactly("again");
  }

  @Test
  void shouldForgetWhatComesWhenTheGatewayEnds() {
    LatestWork ended =
        new LatestWork(
            task -> {
              throw new RejectedExecutionException("it ends");
            });

    ended.look("ana", () -> done.add("never"));

    assertThat(done).isEmpty();
  }

  private void runAll() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }
}
