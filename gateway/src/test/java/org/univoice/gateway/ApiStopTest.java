package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.stream.FakeStreamPublisher;

/** What a gateway that stops does to clients of its api. */
class ApiStopTest {
  private static final int GIVE_UP_MILLIS = 10_000;
  private Gateway gateway;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch known = new CountDownLatch(1);

  @BeforeEach
  void start() {
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    gateway =
        Gateway.start(
            config,
            Outside.local(config, new FakeStreamPublisher(), this::whenKnown, Clock.systemUTC()));
  }

  private Languages whenKnown() {
    asked.countDown();
    try {
      assertThat(known.await(GIVE_UP_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Catalogues.englishAndPortuguese().languages();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void shouldHangUpAtOnceWhereNothingIsAskedAndFinishWhatIs() throws Exception {
    try (Socket idle = connected();
        Socket asking = connected()) {
      say(idle, "GET /v1/auth/options HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(firstLine(idle)).isEqualTo("HTTP/1.1 200 OK");
      say(asking, "GET /v1/languages HTTP/1.1\r\nHost: x\r\n\r\n");
      asked.await();

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);
      idle.getInputStream().readAllBytes();
      assertThat(stopped).as("the other one is still being served").isNotDone();
      connected().close();
      known.countDown();

      assertThat(firstLine(asking)).isEqualTo("HTTP/1.1 200 OK");
      stopped.join();
    }
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket("127.0.0.1", gateway.apiAddress().getPort());
    socket.setSoTimeout(GIVE_UP_MILLIS);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String firstLine(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = socket.getInputStream().read(); next >= 0 && next != '\r'; ) {
      line.append((char) next);
      next = socket.getInputStream().read();
    }
    return line.toString();
  }
}
