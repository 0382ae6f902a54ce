package org.univoice.local.stack;

import java.nio.file.Path;
import org.univoice.local.Home;
import org.univoice.local.Run;

/**
 * How to start the stack.
 *
 * @param runFolder keeps checkpoints, savepoints and the stand-in's state of this run
 * @param restore savepoint to go on from, or empty
 */
public record StackConfig(Home home, Ports ports, Path runFolder, String restore) {

  public StackConfig {
    if (restore == null) {
      throw new IllegalArgumentException("restore is empty rather than null");
    }
  }

  public Path logs() {
    return runFolder.resolve(Run.LOGS);
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }
}
