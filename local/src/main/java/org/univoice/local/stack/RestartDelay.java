package org.univoice.local.stack;

import java.time.Duration;

/** How long to wait before the next start of a process that keeps dying: doubles up to a limit. */
record RestartDelay(int failures) {
  private static final long FIRST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 10_000;
  static final Duration STEADY_AFTER = Duration.ofSeconds(60);

  static final RestartDelay FIRST = new RestartDelay(0);

  Duration delay() {
    long millis = FIRST_MILLIS << Math.min(failures, 10);
    return Duration.ofMillis(Math.min(millis, LONGEST_MILLIS));
  }

  /**
   * @param ran how long the process lived; one that lived long starts the count anew
   */
  RestartDelay after(Duration ran) {
    return ran.compareTo(STEADY_AFTER) >= 0 ? FIRST : new RestartDelay(failures + 1);
  }
}
