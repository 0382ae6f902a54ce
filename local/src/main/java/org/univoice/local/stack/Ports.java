package org.univoice.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.univoice.local.InvalidInputException;

/** Where everything listens, on the loopback interface. */
public record Ports(
    int api,
    int media,
    int delivery,
    int dashboard,
    int tritonHttp,
    int tritonGrpc,
    int tritonMetrics,
    int standIn,
    int store) {

  /** The addresses that documents and habits name. */
  public static Ports fixed() {
    return new Ports(8080, 8090, 8091, 8081, 8000, 8001, 8002, 4566, 4567);
  }

  /** Nine ports that were free a moment ago, all different. */
  public static Ports free() {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 9; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      int[] ports = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      return new Ports(
          ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6], ports[7], ports[8]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      held.forEach(Ports::release);
    }
  }

  /**
   * @throws InvalidInputException naming the first port that is taken and the option that moves it
   */
  public void requireFree() {
    require(api, "api");
    require(media, "media");
    require(delivery, "delivery");
    require(dashboard, "dashboard");
    require(tritonHttp, "triton-http");
    require(tritonGrpc, "triton-grpc");
    require(tritonMetrics, "triton-metrics");
    require(standIn, "aws");
    require(store, "store");
  }

  private static void require(int port, String name) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new InvalidInputException(
          String.format(
              "port %d (%s) is already taken; free it or choose another with --%s-port",
              port, name, name));
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
