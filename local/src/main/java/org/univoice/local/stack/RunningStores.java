package org.univoice.local.stack;

import java.net.URI;
import java.util.function.Consumer;

/** The stand-in for the stores by itself, for who needs nothing else of the stack. */
public final class RunningStores implements AutoCloseable {
  private final StoreStandIn standIn;
  private final Supervisor process;

  private RunningStores(StoreStandIn standIn, Consumer<String> say) {
    this.standIn = standIn;
    this.process = new Supervisor(standIn, say, () -> {});
  }

  /**
   * @param config names the folder
   * @param say hears of deaths and restarts
   */
  public static RunningStores start(StackConfig config, Consumer<String> say) {
    RunningStores stores =
        new RunningStores(new StoreStandIn(config, config.store().orElseThrow().folder()), say);
    stores.process.start();
    return stores;
  }

  public URI endpoint() {
    return standIn.endpoint();
  }

  @Override
  public void close() {
    process.close();
  }
}
