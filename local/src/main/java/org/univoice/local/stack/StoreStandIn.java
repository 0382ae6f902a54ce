package org.univoice.local.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * The stand-in for AWS once more, for what is kept: a process of its own, so that its state can
 * outlive a run and its work never holds up the stream.
 */
final class StoreStandIn implements Part {
  private static final String SERVICES =
      "dynamodb,s3,kms,cognito-idp,events,secretsmanager,ssm,logs";

  private final Path state;
  private final Ministack ministack;

  StoreStandIn(StackConfig config, Path state) {
    this.state = state;
    this.ministack = new Ministack(config, config.ports().store());
  }

  @Override
  public String name() {
    return "Stores' stand-in";
  }

  @Override
  public GuardedProcess start() throws IOException {
    Map<String, String> files =
        Map.of("S3_PERSIST", "1", "S3_DATA_DIR", state.resolve("s3").toString());
    return ministack.start("store_stand_in.py", "stores", SERVICES, state, files);
  }

  @Override
  public void awaitReady(GuardedProcess process) {
    ministack.awaitReady(name(), process);
  }

  URI endpoint() {
    return URI.create(ministack.endpoint());
  }
}
