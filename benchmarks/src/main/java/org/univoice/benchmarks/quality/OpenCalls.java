package org.univoice.benchmarks.quality;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.univoice.job.call.ModelCall;
import org.univoice.job.recognition.Recognizer;

/**
 * How many questions of one worker the recognizer has not answered. While there is one, its track's
 * time stands still: the job then hears what it would on a machine that is never busy.
 */
final class OpenCalls {
  // A job's parts are copied when it is submitted; what they share lies outside them.
  private static final ConcurrentMap<Integer, AtomicInteger> BY_WORKER = new ConcurrentHashMap<>();

  private OpenCalls() {}

  static int of(int worker) {
    return counter(worker).get();
  }

  private static AtomicInteger counter(int worker) {
    return BY_WORKER.computeIfAbsent(worker, ignored -> new AtomicInteger());
  }

  /** Asks another recognizer and counts. */
  record Counted(Recognizer recognizer, int worker) implements Recognizer {
    @Override
    public void open() {
      recognizer.open();
    }

    @Override
    public void close() {
      try {
        recognizer.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public ModelCall<Recognition> recognize(Request request) {
      return counted(recognizer.recognize(request), worker);
    }
  }

  /** The same call, counted from its start to its end. */
  static <A> ModelCall<A> counted(ModelCall<A> call, int worker) {
    return new CountedCall<>(call, counter(worker));
  }

  private record CountedCall<A>(ModelCall<A> call, AtomicInteger open) implements ModelCall<A> {
    @Override
    public String model() {
      return call.model();
    }

    @Override
    public Cancellable start(AnswerObserver<A> observer) {
      AtomicBoolean ended = new AtomicBoolean();
      Runnable end =
          () -> {
            if (ended.compareAndSet(false, true)) {
              open.decrementAndGet();
            }
          };
      open.incrementAndGet();
      Cancellable started =
          call.start(
              new AnswerObserver<>() {
                @Override
                public void onAnswer(A answer) {
                  observer.onAnswer(answer);
                }

                @Override
                public void onCompleted() {
                  end.run();
                  observer.onCompleted();
                }

                @Override
                public void onFailed(Throwable cause) {
                  end.run();
                  observer.onFailed(cause);
                }
              });
      return () -> {
        end.run();
        started.cancel();
      };
    }
  }
}
