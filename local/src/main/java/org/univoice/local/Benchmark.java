package org.univoice.local;

import java.util.List;

/** A measurement that {@code ./univoice bench NAME} runs; found as a service. */
public interface Benchmark {
  String name();

  /** One line for the list of benchmarks. */
  String description();

  /** Exit code: 0 when it ran to its end. */
  int run(Home home, List<String> arguments) throws Exception;
}
