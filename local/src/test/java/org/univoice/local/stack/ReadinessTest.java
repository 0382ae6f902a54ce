package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private HttpServer server;

  @Test
  void shouldAskForTheConnectionToBeClosedBecauseTritonWaitsForItBeforeItEnds() throws Exception {
    List<String> connection = new CopyOnWriteArrayList<>();
    String url =
        serve(
            exchange -> {
              connection.addAll(exchange.getRequestHeaders().get("Connection"));
              exchange.sendResponseHeaders(200, 2);
              exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
              exchange.close();
            });
    assertThat(Readiness.get(url)).contains("ok");
    assertThat(connection).containsExactly("close");
  }

  @Test
  void shouldTakeOnlyTwoHundredForAnAnswer() throws Exception {
    assertThat(Readiness.get(serve(exchange -> exchange.sendResponseHeaders(503, -1)))).isEmpty();
  }

  private String serve(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.start();
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }
}
