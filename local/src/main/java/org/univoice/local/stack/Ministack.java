package org.univoice.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every process of the stand-in for AWS (ministack) is started and asked with. */
final class Ministack {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * It writes what it holds when it ends: a second for 100 MB, which is ten minutes of three or
   * four talkers; what is killed before leaves a savepoint without its stream.
   */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

  private final StackConfig config;
  private final int port;

  Ministack(StackConfig config, int port) {
    this.config = config;
    this.port = port;
  }

  /**
   * @param script resource that runs it
   * @param log what its log is called
   * @param services AWS services, separated by commas
   * @param state folder in which it keeps what it holds beyond its end
   * @param more environment variables
   */
  GuardedProcess start(
      String script, String log, String services, Path state, Map<String, String> more)
      throws IOException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("GATEWAY_PORT", Integer.toString(port));
    environment.put("BIND_HOST", "127.0.0.1");
    environment.put("SERVICES", services);
    environment.put("LOG_LEVEL", "WARNING");
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
        List.of(python.toString(), Script.unpack(script, state).toString()),
        environment,
        state,
        config.log(log),
        ENDS_WITHIN);
  }

  void awaitReady(String name, GuardedProcess process) {
    String health = endpoint() + "/_ministack/health";
    Readiness.await(name, process, PATIENCE, () -> Readiness.get(health).isPresent());
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }
}
