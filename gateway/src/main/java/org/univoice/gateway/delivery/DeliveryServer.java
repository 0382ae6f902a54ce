package org.univoice.gateway.delivery;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Listens for the job's deliveries; internal, never exposed to clients. */
public final class DeliveryServer implements AutoCloseable {
  private static final int LARGEST_BATCH_BYTES = 4 * 1024 * 1024;

  private final Server server;

  private DeliveryServer(Server server) {
    this.server = server;
  }

  /**
   * @throws IOException when the port cannot be bound
   */
  public static DeliveryServer start(InetSocketAddress address, DeliveryRouter router)
      throws IOException {
    Server server =
        NettyServerBuilder.forAddress(address)
            .maxInboundMessageSize(LARGEST_BATCH_BYTES)
            .permitKeepAliveTime(10, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .addService(new DeliveryEndpoint(router))
            .build();
    return new DeliveryServer(server.start());
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.getListenSockets().get(0);
  }

  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
