package org.univoice.local.stack;

import java.nio.file.Path;
import java.util.Optional;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.StoreFolder;
import org.univoice.local.lan.Lan;

/**
 * How to start the stack.
 *
 * @param runFolder keeps checkpoints, savepoints and the stand-in's state of this run
 * @param restore savepoint to go on from, or empty
 * @param store where what users keep is kept; empty: in the gateway's memory, and gone with it
 * @param page folder of the web page, or empty to serve none
 * @param lan how other devices reach clients' listeners; empty: only this machine does
 */
public record StackConfig(
    Home home,
    Ports ports,
    Path runFolder,
    String restore,
    Optional<StoreFolder> store,
    Optional<Path> page,
    Optional<Lan> lan) {

  public StackConfig {
    if (restore == null) {
      throw new IllegalArgumentException("restore is empty rather than null");
    }
  }

  /** One that keeps nothing. */
  public StackConfig(Home home, Ports ports, Path runFolder, String restore) {
    this(home, ports, runFolder, restore, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public StackConfig withStore(StoreFolder wanted) {
    return new StackConfig(home, ports, runFolder, restore, Optional.of(wanted), page, lan);
  }

  public StackConfig withPage(Path folder) {
    return new StackConfig(home, ports, runFolder, restore, store, Optional.of(folder), lan);
  }

  public StackConfig withLan(Lan wanted) {
    return new StackConfig(home, ports, runFolder, restore, store, page, Optional.of(wanted));
  }

  public Path logs() {
    return runFolder.resolve(Run.LOGS);
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }
}
