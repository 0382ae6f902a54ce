package org.univoice.local.stack;

import java.io.IOException;
import java.util.Map;
import org.univoice.local.Run;

/**
 * The stand-in for AWS: Kinesis in one local process. A savepoint names places in the stream, so it
 * keeps the stream when it ends: they must still be there when the savepoint is restored.
 */
final class StandIn implements Part {
  private final StackConfig config;
  private final Ministack ministack;

  StandIn(StackConfig config) {
    this.config = config;
    this.ministack = new Ministack(config, config.ports().standIn());
  }

  @Override
  public String name() {
    return "AWS stand-in";
  }

  @Override
  public GuardedProcess start() throws IOException {
    return ministack.start(
        "stand_in.py", "aws", "kinesis", config.runFolder().resolve(Run.STREAM), Map.of());
  }

  @Override
  public void awaitReady(GuardedProcess process) {
    ministack.awaitReady(name(), process);
  }

  String endpoint() {
    return ministack.endpoint();
  }
}
