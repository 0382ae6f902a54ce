package org.univoice.job.call;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * How a fake model behaves: what it was asked, how slow it is, which calls fail. Copies that Flink
 * makes by serialization share one script, so a test can steer a running job.
 */
public final class FakeBehaviour implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();
  private static final ScheduledExecutorService LATER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "fake-models");
            thread.setDaemon(true);
            return thread;
          });

  /** What becomes of one call instead of its answers. */
  private enum Mishap {
    TRANSIENT,
    FINAL,
    SILENCE
  }

  private static final class Script {
    private final List<Object> requests = new CopyOnWriteArrayList<>();
    private final Queue<Mishap> mishaps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private volatile long latencyMillis;
  }

  private final String id = UUID.randomUUID().toString();

  private Script script() {
    return SCRIPTS.computeIfAbsent(id, ignored -> new Script());
  }

  /** Every answer of a call comes this long after the one before; 0 answers inside the call. */
  public FakeBehaviour latency(Duration latency) {
    script().latencyMillis = latency.toMillis();
    return this;
  }

  /** The next calls fail in a way that trying again can help. */
  public FakeBehaviour failNext(int calls) {
    return next(calls, Mishap.TRANSIENT);
  }

  /** The next calls are refused for good. */
  public FakeBehaviour refuseNext(int calls) {
    return next(calls, Mishap.FINAL);
  }

  /** The next calls are never answered. */
  public FakeBehaviour ignoreNext(int calls) {
    return next(calls, Mishap.SILENCE);
  }

  private FakeBehaviour next(int calls, Mishap mishap) {
    for (int i = 0; i < calls; i++) {
      script().mishaps.add(mishap);
    }
    return this;
  }

  /** What was asked, attempt by attempt. */
  @SuppressWarnings("unchecked")
  public <REQUEST> List<REQUEST> requests() {
    return (List<REQUEST>) script().requests;
  }

  public int cancelled() {
    return script().cancelled.get();
  }

  /** A call that ends as the script says, with these answers when all is well. */
  public <ANSWER> ModelCall<ANSWER> call(
      String model, Object request, Supplier<List<ANSWER>> answers) {
    return new ModelCall<>() {
      @Override
      public String model() {
        return model;
      }

      @Override
      public Cancellable start(AnswerObserver<ANSWER> observer) {
        Script script = script();
        script.requests.add(request);
        var playing = new Playing<>(script, observer);
        Mishap mishap = script.mishaps.poll();
        if (mishap == null) {
          playing.play(answers.get(), 0);
        } else if (mishap != Mishap.SILENCE) {
          boolean isTransient = mishap == Mishap.TRANSIENT;
          playing.soon(
              () ->
                  observer.onFailed(
                      new ModelCallException(model + " failed as told", isTransient, null)));
        }
        return playing;
      }
    };
  }

  private static final class Playing<ANSWER> implements ModelCall.Cancellable {
    private final Script script;
    private final ModelCall.AnswerObserver<ANSWER> observer;
    private boolean over;

    private Playing(Script script, ModelCall.AnswerObserver<ANSWER> observer) {
      this.script = script;
      this.observer = observer;
    }

    private void play(List<ANSWER> answers, int index) {
      if (index == answers.size()) {
        say(observer::onCompleted);
        return;
      }
      soon(
          () -> {
            observer.onAnswer(answers.get(index));
            play(answers, index + 1);
          });
    }

    private void soon(Runnable word) {
      if (script.latencyMillis == 0) {
        say(word);
      } else {
        LATER.schedule(() -> say(word), script.latencyMillis, TimeUnit.MILLISECONDS);
      }
    }

    private synchronized void say(Runnable word) {
      if (!over) {
        word.run();
      }
    }

    @Override
    public synchronized void cancel() {
      if (!over) {
        over = true;
        script.cancelled.incrementAndGet();
      }
    }
  }
}
