package org.univoice.gateway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.univoice.gateway.error.RefusedException;

/**
 * A Redis of one's own. Its program is named by UNIVOICE_REDIS_SERVER; libraries that it brings lie
 * in a folder {@code lib} beside its {@code bin}, or are the machine's.
 */
public final class TestRedis implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final int port;

  private TestRedis(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  public static TestRedis start() throws Exception {
    return start(GatewayConfig.freePort());
  }

  private static TestRedis start(int port) throws Exception {
    String program =
        System.getProperty("UNIVOICE_REDIS_SERVER", System.getenv("UNIVOICE_REDIS_SERVER"));
    if (program == null) {
      System.err.println("SKIPPED: name a redis-server in UNIVOICE_REDIS_SERVER");
    }
    assumeTrue(program != null, "UNIVOICE_REDIS_SERVER names no redis-server");
    ProcessBuilder builder =
        new ProcessBuilder(
                program,
                "--port",
                "" + port,
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no")
            .directory(Files.createTempDirectory("redis").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Path libraries = Path.of(program).resolveSibling("../lib/x86_64-linux-gnu").normalize();
    if (Files.isDirectory(libraries)) {
      builder.environment().put("LD_LIBRARY_PATH", libraries + File.pathSeparator);
    }
    TestRedis redis = new TestRedis(builder.start(), port);
    redis.await(redis::listens);
    return redis;
  }

  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** As when its machine fails. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Another one, with nothing in it, in its place. */
  public TestRedis again() throws Exception {
    return start(port);
  }

  /** What is refused meanwhile is not true yet. */
  public void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come true in " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(20);
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (RefusedException e) {
      return false;
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
