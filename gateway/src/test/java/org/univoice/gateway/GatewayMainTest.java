package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.stream.kinesis.StandIn;

/** The gateway as a process of its own, as it is started in production. */
@Timeout(120)
class GatewayMainTest {
  private static final String NOT_GRPC = "GET / HTTP/1.1\r\nHost: gateway\r\n\r\n";

  @TempDir Path folder;

  @Test
  void shouldLogInOneJsonLineThatSomebodySpokeHttpToTheDeliveryPort() throws Exception {
    int delivery = GatewayConfig.freePort();
    try (StandIn kinesis = StandIn.start()) {
      Process gateway = start(delivery, kinesis);
      try {
        send(NOT_GRPC, delivery);
        awaitLine("Http2Exception");
      } finally {
        gateway.destroy();
        gateway.waitFor();
      }
    }

    assertThat(folder.resolve("err")).content().doesNotContain("Http2Exception");
    assertThat(lines())
        .extracting(GatewayMainTest::parsed)
        .filteredOn(line -> line.path("stackTrace").asText().contains("Http2Exception"))
        .hasSize(1)
        .allMatch(line -> line.get("service").asText().equals("gateway"))
        .allMatch(line -> line.get("logger").asText().startsWith("io.grpc."));
  }

  private Process start(int delivery, StandIn kinesis) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Dlogback.configurationFile=logback-gateway.xml",
            "-cp",
            System.getProperty("java.class.path"),
            GatewayMain.class.getName(),
            "--kinesis-endpoint=" + kinesis.endpoint(),
            "--api-port=0",
            "--media-port=0",
            "--delivery-port=" + delivery);
    builder.environment().put("UNIVOICE_API_TOKEN", "0123456789abcdef");
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  /** Once it listens; returns when it has hung up. */
  private void send(String request, int port) throws Exception {
    awaitLine("Media on ");
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }

  private void awaitLine(String text) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (lines().stream().noneMatch(line -> line.contains(text))) {
      assertThat(System.nanoTime()).as("no line: " + text).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("out"));
  }

  /** Fails on all that is not one JSON object. */
  private static JsonNode parsed(String line) {
    try {
      return TestClient.JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }
}
