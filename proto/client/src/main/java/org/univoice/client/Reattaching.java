package org.univoice.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Brings listeners back as soon as their connections drop, whoever is speaking meanwhile. */
public final class Reattaching implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Reattaching.class.getName());
  private static final long LOOK_EVERY_MILLIS = 100;

  private final List<AttachedClient> listeners;
  private final Thread thread = new Thread(this::watch, "re-attaching");

  public Reattaching(List<AttachedClient> listeners) {
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
    } catch (ClientException e) {
      // Whoever waits for the end hears nothing any more and says so.
      LOG.log(Level.WARNING, "A listener did not come back: {0}", e.getMessage());
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
