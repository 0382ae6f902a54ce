package org.univoice.local.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.univoice.gateway.GatewayConfig;
import org.univoice.local.Home;

/** One gateway of a deployment, as a process of its own; it can be killed and started again. */
public final class GatewayProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Home home;
  private final String name;
  private final Path folder;
  private final List<String> command;
  private final String token;
  private final int api;
  private GuardedProcess process;

  /**
   * @param name for its log
   * @param stack whose stream, job and models it uses
   */
  public GatewayProcess(Home home, String name, Stack stack, URI redis, String token) {
    this.home = home;
    this.name = name;
    this.folder = stack.runFolder();
    this.token = token;
    this.api = GatewayConfig.freePort();
    this.command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback-gateway.xml",
            "-cp",
            System.getProperty("java.class.path"),
            "org.univoice.gateway.GatewayMain",
            "--kinesis-endpoint=" + stack.kinesis(),
            "--stream=" + Stack.STREAM,
            "--triton=" + stack.triton(),
            "--redis=" + redis,
            "--api-port=" + api,
            "--media-port=" + GatewayConfig.freePort(),
            "--delivery-port=" + GatewayConfig.freePort());
  }

  /** Returns when it serves. */
  public void start() throws IOException {
    if (process != null) {
      process.close();
    }
    process =
        GuardedProcess.start(
            home.python(),
            command,
            Map.of("UNIVOICE_API_TOKEN", token),
            folder,
            folder.resolve("logs/" + name + ".log"));
    Readiness.await(
        "Gateway", process, PATIENCE, () -> Readiness.get(api() + "/v1/health").isPresent());
  }

  public URI api() {
    return URI.create("http://127.0.0.1:" + api);
  }

  /** As when its machine fails: nothing is said to anybody. */
  public void kill() {
    process.process().orElseThrow().destroyForcibly();
  }

  /** Asks it to end; it sends its clients elsewhere first. */
  public void stop() {
    process.process().orElseThrow().destroy();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
