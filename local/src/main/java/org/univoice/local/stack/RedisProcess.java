package org.univoice.local.stack;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.univoice.local.Home;

/** A Redis that keeps nothing on disk, for the gateways of a deployment on this machine. */
public final class RedisProcess implements AutoCloseable {
  private static final String PROGRAM = "UNIVOICE_REDIS_SERVER";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final GuardedProcess process;
  private final int port;

  private RedisProcess(GuardedProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * The redis-server that UNIVOICE_REDIS_SERVER names, or else the machine's; empty without one.
   */
  public static Optional<Path> program() {
    String named = System.getProperty(PROGRAM, System.getenv(PROGRAM));
    return named != null
        ? Optional.of(Path.of(named))
        : Optional.of(Path.of("/usr/bin/redis-server")).filter(Files::isExecutable);
  }

  public static RedisProcess start(Home home, Path program, int port, Path folder)
      throws IOException {
    List<String> command =
        List.of(
            program.toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no");
    // Unpacked rather than installed, it has its libraries beside it.
    Path libraries = program.resolveSibling("../lib/x86_64-linux-gnu").normalize();
    Map<String, String> environment =
        Files.isDirectory(libraries) ? Map.of("LD_LIBRARY_PATH", libraries.toString()) : Map.of();
    GuardedProcess process =
        GuardedProcess.start(
            home.python(), command, environment, folder, folder.resolve("logs/redis.log"));
    Readiness.await("Redis", process, PATIENCE, () -> listens(port));
    return new RedisProcess(process, port);
  }

  private static boolean listens(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    }
  }

  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.close();
  }
}
