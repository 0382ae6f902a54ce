package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.local.FailedException;

class SupervisorTest {
  @TempDir Path folder;
  private final List<GuardedProcess> started = new ArrayList<>();

  /** Ctrl-C may come before all parts have begun to start. */
  @Test
  void shouldNotStartWhatIsClosedAlready() {
    Supervisor supervisor = new Supervisor(new Sleeper(() -> {}), line -> {}, () -> {});

    supervisor.close();

    assertThatThrownBy(supervisor::start).isInstanceOf(FailedException.class);
    assertThat(started).isEmpty();
  }

  @Test
  void shouldEndWhatIsJustStarting() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Supervisor supervisor =
        new Supervisor(
            new Sleeper(
                () -> {
                  starting.countDown();
                  await(goOn);
                }),
            line -> {},
            () -> {});
    CompletableFuture<Void> start = CompletableFuture.runAsync(supervisor::start);
    await(starting);
    CompletableFuture<Void> close = CompletableFuture.runAsync(supervisor::close);
    Thread.sleep(200);
    goOn.countDown();

    close.get(30, TimeUnit.SECONDS);

    assertThat(started).hasSize(1).noneMatch(GuardedProcess::alive);
    assertThatThrownBy(() -> start.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(FailedException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Is never ready. */
  private final class Sleeper implements Part {
    private final Runnable beforeStart;

    Sleeper(Runnable beforeStart) {
      this.beforeStart = beforeStart;
    }

    @Override
    public String name() {
      return "sleeper";
    }

    @Override
    public GuardedProcess start() throws IOException {
      beforeStart.run();
      GuardedProcess process =
          GuardedProcess.start(
              Path.of("python3"), List.of("sleep", "60"), Map.of(), folder, folder.resolve("log"));
      started.add(process);
      return process;
    }

    @Override
    public void awaitReady(GuardedProcess process) {
      Readiness.await(name(), process, java.time.Duration.ofSeconds(60), () -> false);
    }
  }
}
