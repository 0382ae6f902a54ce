package org.univoice.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Redis of one test: on loopback, on a free port, keeping nothing. It can go away and come back,
 * and it can hang.
 */
public final class RedisServer implements AutoCloseable {
  private final Path program;
  private final Path folder;
  private final int port;
  private final String password;
  private Process process;

  private RedisServer(Path program, Path folder, int port, String password) {
    this.program = program;
    this.folder = folder;
    this.port = port;
    this.password = password;
  }

  /** Skips the test where there is no Redis. */
  public static RedisServer start() {
    return start("");
  }

  /**
   * @param password empty for none
   */
  public static RedisServer start(String password) {
    Path program =
        TestServers.program(
            "UNIVOICE_REDIS_SERVER", "redis/bin/redis-server", "/usr/bin/redis-server");
    try {
      RedisServer server =
          new RedisServer(
              program, Files.createTempDirectory("redis"), TestServers.freePort(), password);
      server.comeBack();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a client is configured with: redis://:password@127.0.0.1:port. */
  public String uri() {
    return "redis://" + (password.isEmpty() ? "" : ":" + password + "@") + "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Ends it; whoever is connected sees the connection end. */
  public void goAway() {
    process.destroyForcibly();
    await();
  }

  /** Starts it again on the same port, empty. */
  public void comeBack() {
    List<String> command =
        new ArrayList<>(List.of(program.toString(), "--port", Integer.toString(port)));
    command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
    command.addAll(List.of("--dir", folder.toString()));
    if (!password.isEmpty()) {
      command.addAll(List.of("--requirepass", password));
    }
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("redis.log").toFile())
              .start();
      // Also when the tests are ended in the middle.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      awaitAnswer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It takes connections and commands from now on, and answers none. */
  public void hang() {
    TestServers.signal(process, "STOP");
  }

  public void goOn() {
    TestServers.signal(process, "CONT");
  }

  @Override
  public void close() {
    goAway();
    try {
      TestServers.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer() throws IOException {
    for (int i = 0; i < 500 && process.isAlive(); i++) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setSoTimeout(1_000);
        socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
        // "+PONG", or "-NOAUTH" where there is a password.
        if (socket.getInputStream().read() > 0) {
          return;
        }
      } catch (IOException e) {
        await(20);
      }
    }
    throw new IOException("Redis did not start: " + Files.readString(folder.resolve("redis.log")));
  }

  private void await() {
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
