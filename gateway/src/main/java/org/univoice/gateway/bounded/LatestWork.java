package org.univoice.gateway.bounded;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at things beside the conversations. What is asked for again before it has begun is done
 * once, what is asked for while it is done is done once more afterwards, and never twice at a time:
 * the last look sees what is true last. So as much waits as there are things to look at, and
 * nothing has to be turned away. Safe for use by many threads.
 */
public final class LatestWork {
  private static final Logger LOG = LoggerFactory.getLogger(LatestWork.class);

  private final Map<Object, State> states = new ConcurrentHashMap<>();
  private final Executor threads;

  private enum State {
    PLANNED,
    BEGUN,
    BEGUN_AND_PLANNED
  }

  /**
   * @param threads with a queue that has no limit
   */
  public LatestWork(Executor threads) {
    this.threads = threads;
  }

  /**
   * @param what is looked at: equal to what it was before
   * @param look the same each time; holds little, since it may wait for long
   */
  public void look(Object what, Runnable look) {
    AtomicBoolean isNew = new AtomicBoolean();
    states.compute(
        what,
        (key, known) -> {
          isNew.set(known == null);
          return known == null || known == State.PLANNED ? State.PLANNED : State.BEGUN_AND_PLANNED;
        });
    if (isNew.get()) {
      plan(what, look);
    }
  }

  private void plan(Object what, Runnable look) {
    try {
      threads.execute(() -> carryOut(what, look));
    } catch (RejectedExecutionException e) {
      states.remove(what);
      LOG.debug("The gateway ends", e);
    }
  }

  private void carryOut(Object what, Runnable look) {
    states.put(what, State.BEGUN);
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.warn("A look beside the conversations failed: {}", e.toString());
    }
    State left =
        states.compute(
            what, (key, known) -> known == State.BEGUN_AND_PLANNED ? State.PLANNED : null);
    if (left == State.PLANNED) {
      plan(what, look);
    }
  }
}
