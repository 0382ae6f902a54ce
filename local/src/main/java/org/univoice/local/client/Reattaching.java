package org.univoice.local.client;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.local.FailedException;

/** Brings listeners back as soon as their connections drop, whoever is speaking meanwhile. */
final class Reattaching implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reattaching.class);
  private static final long LOOK_EVERY_MILLIS = 100;

  private final List<AttachedClient> listeners;
  private final Thread thread = new Thread(this::watch, "re-attaching");

  Reattaching(List<AttachedClient> listeners) {
    this.listeners = List.copyOf(listeners);
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      while (true) {
        for (AttachedClient listener : listeners) {
          if (!listener.isConnected()) {
            listener.comeBack();
          }
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (FailedException e) {
      // Whoever waits for the end hears nothing any more and says so.
      LOG.warn("A listener did not come back: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
