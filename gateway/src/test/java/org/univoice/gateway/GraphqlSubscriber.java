package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that speaks graphql-transport-ws. */
final class GraphqlSubscriber implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  final WebSocket socket;

  GraphqlSubscriber(Gateway gateway) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("graphql-transport-ws")
            .buildAsync(
                URI.create("ws://127.0.0.1:" + gateway.apiAddress().getPort() + "/graphql"), this)
            .join();
  }

  /** Begins as whoever this proves, over the payload. */
  void begin(Map<String, String> proof) throws Exception {
    say(Map.of("type", "connection_init", "payload", proof));
    assertThat(next().get("type").asText()).isEqualTo("connection_ack");
  }

  void say(Map<String, Object> message) throws IOException {
    socket.sendText(JSON.writeValueAsString(message), true).join();
  }

  void subscribe(String id, String query) throws IOException {
    say(Map.of("type", "subscribe", "id", id, "payload", Map.of("query", query)));
  }

  JsonNode next() throws InterruptedException {
    JsonNode message = messages.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nothing came; closed: " + closed.getNow(null));
    }
    return message;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        messages.add(JSON.readTree(text.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      text.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
    closed.complete(status);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.complete(1006);
  }
}
