package org.univoice.local.stack;

import java.nio.file.Path;
import java.util.Optional;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.StoreFolder;

/**
 * How to start the stack.
 *
 * @param runFolder keeps checkpoints, savepoints and the stand-in's state of this run
 * @param restore savepoint to go on from, or empty
 * @param store where what users keep is kept; empty: in the gateway's memory, and gone with it
 */
public record StackConfig(
    Home home, Ports ports, Path runFolder, String restore, Optional<StoreFolder> store) {

  public StackConfig {
    if (restore == null) {
      throw new IllegalArgumentException("restore is empty rather than null");
    }
  }

  /** One that keeps nothing. */
  public StackConfig(Home home, Ports ports, Path runFolder, String restore) {
    this(home, ports, runFolder, restore, Optional.empty());
  }

  public StackConfig withStore(StoreFolder wanted) {
    return new StackConfig(home, ports, runFolder, restore, Optional.of(wanted));
  }

  public Path logs() {
    return runFolder.resolve(Run.LOGS);
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }
}
