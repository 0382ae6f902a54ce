package org.univoice.job.amazon;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Requests made one after another that count as one: given up, none follows. */
final class Steps {

  private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);
  private boolean cancelled;

  /** Makes the next request, unless all of it was given up. */
  synchronized <T> CompletableFuture<T> make(Supplier<CompletableFuture<T>> request) {
    if (cancelled) {
      CompletableFuture<T> none = new CompletableFuture<>();
      none.cancel(false);
      return none;
    }
    CompletableFuture<T> made = request.get();
    underWay = made;
    return made;
  }

  void cancel() {
    CompletableFuture<?> last;
    synchronized (this) {
      cancelled = true;
      last = underWay;
    }
    last.cancel(true);
  }
}
