package org.univoice.local.stack;

import java.time.Duration;
import org.univoice.gateway.catalogue.CatalogueUnavailableException;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.catalogue.triton.TritonLanguageCatalogue;
import org.univoice.local.FailedException;

/** Triton alone, for who only wants to ask the models something. */
public final class ModelServer implements AutoCloseable {
  private static final Duration REFRESH = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Supervisor process;
  private final TritonServer triton;

  private ModelServer(TritonServer triton) {
    this.triton = triton;
    this.process = new Supervisor(triton, line -> {}, () -> {});
  }

  public static ModelServer start(StackConfig config) {
    ModelServer server = new ModelServer(new TritonServer(config));
    try {
      server.process.start();
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** host:port of the gRPC endpoint. */
  public String grpc() {
    return triton.grpc();
  }

  /** The process that the server and its models run below. */
  public long processId() {
    return process.processIds().get(0);
  }

  /** What the models say they serve. */
  public static Languages declared(StackConfig config) throws InterruptedException {
    try (ModelServer server = start(config);
        TritonLanguageCatalogue catalogue = new TritonLanguageCatalogue(server.grpc(), REFRESH)) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        try {
          return catalogue.languages();
        } catch (CatalogueUnavailableException e) {
          Thread.sleep(50);
        }
      }
      throw new FailedException(
          "The models do not say what they serve (log: " + config.log("triton") + ")");
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
