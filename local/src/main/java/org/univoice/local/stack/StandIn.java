package org.univoice.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.univoice.local.Run;

/** The stand-in for AWS (ministack): Kinesis in one local process. */
final class StandIn implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * It writes the stream when it ends: a second for 100 MB, which is ten minutes of three or four
   * talkers; what is killed before leaves a savepoint without its stream.
   */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

  private final StackConfig config;

  StandIn(StackConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "AWS stand-in";
  }

  @Override
  public GuardedProcess start() throws IOException {
    Path state = config.runFolder().resolve(Run.STREAM);
    Map<String, String> environment = new HashMap<>();
    environment.put("GATEWAY_PORT", Integer.toString(config.ports().standIn()));
    environment.put("BIND_HOST", "127.0.0.1");
    environment.put("SERVICES", "kinesis");
    environment.put("LOG_LEVEL", "WARNING");
    // A savepoint names places in the stream: they must still be there when it is restored.
    environment.put("PERSIST_STATE", "1");
    environment.put("STATE_DIR", state.toString());
    environment.put("TMPDIR", state.toString());
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    Path python = config.home().python();
    return GuardedProcess.start(
        python,
        List.of(python.toString(), Script.unpack("stand_in.py", state).toString()),
        environment,
        state,
        config.log("aws"),
        ENDS_WITHIN);
  }

  @Override
  public void awaitReady(GuardedProcess process) {
    String health = endpoint() + "/_ministack/health";
    Readiness.await(name(), process, PATIENCE, () -> Readiness.get(health).isPresent());
  }

  String endpoint() {
    return "http://127.0.0.1:" + config.ports().standIn();
  }
}
