package org.univoice.gateway.stream;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubles with every failure up to a limit, half of it left
 * to chance ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 */
public final class Backoff {

  private static final long FIRST_MILLIS = 20;
  private static final long MAX_MILLIS = 2_000;

  private int failures;

  public long failedMillis(RandomGenerator random) {
    double full = Math.min(MAX_MILLIS, FIRST_MILLIS * Math.pow(2, failures++));
    return Math.round(full * (0.5 + 0.5 * random.nextDouble()));
  }

  public void succeeded() {
    failures = 0;
  }

  public int failures() {
    return failures;
  }
}
