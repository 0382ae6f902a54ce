package org.univoice.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.univoice.local.FailedException;

/** Waits until a process answers, or says why it never will. */
final class Readiness {
  private static final int POLL_MILLIS = 50;
  private static final int PATIENCE_MILLIS = 5_000;

  private Readiness() {}

  /** Something that is true at some time. */
  @FunctionalInterface
  interface Check {
    boolean passes() throws Exception;
  }

  /**
   * @param name for the failure's line
   * @throws FailedException when the process ends first or takes too long; names its log
   */
  static void await(String name, GuardedProcess process, Duration patience, Check check) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      if (passes(check)) {
        return;
      }
      if (!process.alive()) {
        throw new FailedException(
            name
                + " ended while starting: "
                + process.lastWords()
                + " (log: "
                + process.log()
                + ")");
      }
      sleep();
    }
    throw new FailedException(
        name + " was not ready after " + patience.toSeconds() + " s (log: " + process.log() + ")");
  }

  /**
   * Body of a 200 answer; empty otherwise. Leaves no connection open: Triton waits for those before
   * it ends.
   */
  static Optional<String> get(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestProperty("Connection", "close");
    try {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        return Optional.empty();
      }
      try (InputStream body = connection.getInputStream()) {
        return Optional.of(new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
    } finally {
      connection.disconnect();
    }
  }

  private static boolean passes(Check check) {
    try {
      return check.passes();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("Interrupted", e);
    } catch (Exception e) {
      return false; // Not there yet; the patience decides.
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("Interrupted", e);
    }
  }
}
