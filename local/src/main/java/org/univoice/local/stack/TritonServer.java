package org.univoice.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Triton with the four models. */
final class TritonServer implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /**
   * It needs four seconds on a quiet machine, and five more while somebody's HTTP connection is
   * open; killed before that it leaves its shared memory behind.
   */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

  private final StackConfig config;

  TritonServer(StackConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "Triton";
  }

  @Override
  public GuardedProcess start() throws IOException {
    Path python = config.home().python();
    Ports ports = config.ports();
    List<String> command = new ArrayList<>();
    command.add(config.home().models().resolve("serve.sh").toString());
    command.addAll(List.of("--http-port", Integer.toString(ports.tritonHttp())));
    command.addAll(List.of("--grpc-port", Integer.toString(ports.tritonGrpc())));
    command.addAll(List.of("--metrics-port", Integer.toString(ports.tritonMetrics())));
    command.addAll(List.of("--run-folder", config.runFolder().resolve("triton").toString()));
    return GuardedProcess.start(
        python,
        command,
        Map.of(
            "UNIVOICE_PYTHON", python.toString(),
            "UNIVOICE_WEIGHTS", config.home().weights().toString()),
        config.runFolder(),
        config.log("triton"),
        ENDS_WITHIN);
  }

  @Override
  public void awaitReady(GuardedProcess process) {
    String ready = "http://127.0.0.1:" + config.ports().tritonHttp() + "/v2/health/ready";
    Readiness.await(name(), process, PATIENCE, () -> Readiness.get(ready).isPresent());
  }

  String grpc() {
    return "127.0.0.1:" + config.ports().tritonGrpc();
  }
}
