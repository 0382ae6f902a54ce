package org.univoice.gateway.session;

import java.util.concurrent.CompletableFuture;

/** A connection of somebody taken over that waits until its audio's place is known. */
final class Placing {
  private final long lastSequence;
  private final Runnable open;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private long attachedAtMillis;

  /**
   * @param open opens the audio once its place is known
   */
  Placing(long lastSequence, Runnable open, long attachedAtMillis) {
    this.lastSequence = lastSequence;
    this.open = open;
    this.attachedAtMillis = attachedAtMillis;
  }

  long lastSequence() {
    return lastSequence;
  }

  void open() {
    open.run();
  }

  /** Completes when the audio may come. */
  CompletableFuture<Void> done() {
    return done;
  }

  /** Names the attachment whose answer counts. */
  long attachedAtMillis() {
    return attachedAtMillis;
  }

  void attachedAgain(long atMillis) {
    attachedAtMillis = atMillis;
  }
}
