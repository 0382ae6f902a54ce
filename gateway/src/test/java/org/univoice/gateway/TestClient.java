package org.univoice.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client as anyone would write it, on the JDK's WebSocket. */
final class TestClient implements WebSocket.Listener, AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final BlockingQueue<JsonNode> texts = new LinkedBlockingQueue<>();
  final BlockingQueue<ByteBuffer> speech = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private final WebSocket socket;
  private final boolean reading;

  private TestClient(URI url, String ticket, boolean reading) {
    this.reading = reading;
    socket =
        HTTP.newWebSocketBuilder()
            .subprotocols("univoice.v1")
            .buildAsync(URI.create(url + "?ticket=" + ticket), this)
            .join();
  }

  static TestClient connect(JsonNode opened) {
    return new TestClient(
        URI.create(opened.get("mediaUrl").asText()), opened.get("ticket").asText(), true);
  }

  /** Connects and never reads. */
  static TestClient deaf(JsonNode opened) {
    return new TestClient(
        URI.create(opened.get("mediaUrl").asText()), opened.get("ticket").asText(), false);
  }

  static JsonNode open(Gateway gateway) {
    return json(post(gateway, "/v1/sessions", "{}"));
  }

  static JsonNode ticket(Gateway gateway, String session, String participant) {
    String body = participant == null ? "{}" : "{\"participantId\":\"" + participant + "\"}";
    return json(post(gateway, "/v1/sessions/" + session + "/tickets", body));
  }

  static HttpResponse<String> post(Gateway gateway, String path, String body) {
    return send(posting(gateway, path, body).header("Content-Type", "application/json").build());
  }

  /** With the api's token, and no content type yet. */
  static HttpRequest.Builder posting(Gateway gateway, String path, String body) {
    return HttpRequest.newBuilder(api(gateway, path))
        .header("Authorization", "Bearer " + gateway.apiToken())
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  static HttpResponse<String> get(Gateway gateway, String path) {
    return send(HttpRequest.newBuilder(api(gateway, path)).build());
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      ApiContract.check(request, response);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static URI api(Gateway gateway, String path) {
    return URI.create("http://127.0.0.1:" + gateway.apiAddress().getPort() + path);
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void say(String message) {
    socket.sendText(message.replace('\'', '"'), true).join();
  }

  void speak(byte[] audio) {
    socket.sendBinary(ByteBuffer.wrap(audio), true).join();
  }

  /** The gateway may hang up before it has read all of it. */
  void speakUntilRefused(byte[] audio) {
    socket.sendBinary(ByteBuffer.wrap(audio), true).exceptionally(refused -> socket).join();
  }

  /** The next message of this type; others are passed over. */
  JsonNode next(String type) {
    try {
      JsonNode message = texts.poll(30, TimeUnit.SECONDS);
      while (message != null && !message.get("type").asText().equals(type)) {
        message = texts.poll(30, TimeUnit.SECONDS);
      }
      if (message == null) {
        throw new AssertionError("no " + type + " came");
      }
      return message;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  ByteBuffer nextSpeech() {
    try {
      ByteBuffer frame = speech.poll(30, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no speech came");
      }
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Begins to read. */
  void listen() {
    socket.request(1);
  }

  /** As when the network is gone. */
  void drop() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(e -> null).join();
    socket.abort();
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    if (reading) {
      webSocket.request(1);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        texts.add(JSON.readTree(text.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      text.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    binary.writeBytes(part);
    if (last) {
      speech.add(ByteBuffer.wrap(binary.toByteArray()));
      binary.reset();
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
