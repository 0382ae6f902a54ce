package org.univoice.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Brings listeners back as soon as their connections drop, whoever is speaking meanwhile. */
public final class Reattaching implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Reattaching.class.getName());
  private static final long LOOK_EVERY_MILLIS = 100;

  private final List<Thread> threads;

  public Reattaching(List<AttachedClient> listeners) {
    // One may take two minutes, which the others do not have.
    threads = listeners.stream().map(Reattaching::watching).toList();
  }

  private static Thread watching(AttachedClient listener) {
    Thread thread = new Thread(() -> watch(listener), "re-attaching");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void watch(AttachedClient listener) {
    try {
      while (true) {
        if (!listener.isConnected()) {
          listener.comeBack();
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
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
