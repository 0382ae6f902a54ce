package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.local.InvalidInputException;

class PortsTest {
  @Test
  void shouldSayWhichPortIsTakenAndWhatMovesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports free = Ports.free();
      Ports ports =
          new Ports(
              taken.getLocalPort(),
              free.media(),
              free.delivery(),
              free.dashboard(),
              free.tritonHttp(),
              free.tritonGrpc(),
              free.tritonMetrics(),
              free.standIn(),
              free.store());
      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "port %d (api) is already taken; free it or choose another with --api-port",
              taken.getLocalPort());
    }
  }

  @Test
  void shouldFindNineDifferentFreePorts() {
    Ports ports = Ports.free();
    ports.requireFree();
    assertThat(
            Set.of(
                ports.api(),
                ports.media(),
                ports.delivery(),
                ports.dashboard(),
                ports.tritonHttp(),
                ports.tritonGrpc(),
                ports.tritonMetrics(),
                ports.standIn(),
                ports.store()))
        .hasSize(9);
  }
}
