package org.univoice.benchmarks;

import java.time.Duration;

/** CPU time that a process has used. */
final class ProcessCpu {

  private ProcessCpu() {}

  static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1_000.0;
  }
}
