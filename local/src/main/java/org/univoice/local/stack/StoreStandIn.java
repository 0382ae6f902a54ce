package org.univoice.local.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stand-in for AWS once more, for what is kept: a process of its own, so that its state can
 * outlive a run and its work never holds up the stream.
 */
final class StoreStandIn implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** It writes what it holds when it ends. */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

  private static final String SERVICES =
      "dynamodb,s3,kms,cognito-idp,events,secretsmanager,ssm,logs";

  private final StackConfig config;
  private final Path state;

  StoreStandIn(StackConfig config, Path state) {
    this.config = config;
    this.state = state;
  }

  @Override
  public String name() {
    return "Stores' stand-in";
  }

  @Override
  public GuardedProcess start() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("GATEWAY_PORT", Integer.toString(config.ports().store()));
    environment.put("BIND_HOST", "127.0.0.1");
    environment.put("SERVICES", SERVICES);
    environment.put("LOG_LEVEL", "WARNING");
    environment.put("PERSIST_STATE", "1");
    environment.put("STATE_DIR", state.toString());
    environment.put("S3_PERSIST", "1");
    environment.put("S3_DATA_DIR", state.resolve("s3").toString());
    environment.put("TMPDIR", state.toString());
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    Path python = config.home().python();
    return GuardedProcess.start(
        python,
        List.of(python.toString(), Script.unpack("store_stand_in.py", state).toString()),
        environment,
        state,
        config.log("stores"),
        ENDS_WITHIN);
  }

  @Override
  public void awaitReady(GuardedProcess process) {
    String health = endpoint() + "/_ministack/health";
    Readiness.await(name(), process, PATIENCE, () -> Readiness.get(health).isPresent());
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + config.ports().store());
  }
}
