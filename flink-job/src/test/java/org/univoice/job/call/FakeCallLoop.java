package org.univoice.job.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** A loop whose clock and turns belong to the test. */
final class FakeCallLoop implements CallLoop {

  private record Timer(long dueMillis, long order, Step step) {}

  private final Queue<Step> steps = new ArrayDeque<>();
  private final List<Timer> timers = new ArrayList<>();
  private long nowMillis;
  private long order;

  @Override
  public long nowMillis() {
    return nowMillis;
  }

  @Override
  public void execute(Step step) {
    steps.add(step);
  }

  @Override
  public ModelCall.Cancellable after(long delayMillis, Step step) {
    Timer timer = new Timer(nowMillis + delayMillis, order++, step);
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  int timers() {
    return timers.size();
  }

  void turn() throws Exception {
    while (!steps.isEmpty()) {
      steps.remove().run();
    }
  }

  void pass(long millis) throws Exception {
    long untilMillis = nowMillis + millis;
    turn();
    while (true) {
      var due =
          timers.stream()
              .filter(timer -> timer.dueMillis() <= untilMillis)
              .min(Comparator.comparingLong(Timer::dueMillis).thenComparingLong(Timer::order));
      if (due.isEmpty()) {
        break;
      }
      timers.remove(due.get());
      nowMillis = Math.max(nowMillis, due.get().dueMillis());
      due.get().step().run();
      turn();
    }
    nowMillis = untilMillis;
  }
}
