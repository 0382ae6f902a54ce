package org.univoice.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.univoice.local.FailedException;

/** Waits until a process answers, or says why it never will. */
final class Readiness {
  private static final int POLL_MILLIS = 50;
  static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

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

  /** Body of a 200 answer; empty otherwise. */
  static Optional<String> get(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
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
