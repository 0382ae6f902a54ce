package org.univoice.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.univoice.local.FailedException;

/** One WebSocket to the media listener. Sending is for one thread at a time. */
final class MediaConnection extends WholeMessages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final MediaListener listener;
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private WebSocket socket;

  private MediaConnection(MediaListener listener) {
    this.listener = listener;
  }

  /**
   * @throws FailedException when the gateway does not let us in
   */
  static MediaConnection open(Ticket ticket, MediaListener listener) {
    MediaConnection connection = new MediaConnection(listener);
    try {
      connection.socket =
          HTTP.newWebSocketBuilder()
              .subprotocols("univoice.v1")
              .connectTimeout(Duration.ofSeconds(5))
              .buildAsync(ticket.address(), connection)
              .join();
      return connection;
    } catch (CompletionException e) {
      throw new FailedException("The media listener does not let us in at " + ticket.media(), e);
    }
  }

  /**
   * @throws IOException when the connection is gone
   */
  void say(JsonNode message) throws IOException {
    sent(socket.sendText(message.toString(), true));
  }

  /** Returns when the network has taken it, which is where back-pressure is felt. */
  void speak(byte[] audio) throws IOException {
    sent(socket.sendBinary(ByteBuffer.wrap(audio), true));
  }

  private static void sent(CompletableFuture<WebSocket> sending) throws IOException {
    try {
      sending.join();
    } catch (CompletionException e) {
      throw new IOException("The connection is gone", e);
    }
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  /** Completes with the close code; 1006 when the connection broke. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  /** Leaves for good. */
  void leave() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(e -> null).join();
    socket.abort();
    closed.complete(WebSocket.NORMAL_CLOSURE);
  }

  /** As when the network is gone. */
  void drop() {
    socket.abort();
    closed.complete(1006);
  }

  @Override
  protected void onText(String message) {
    try {
      listener.onMessage(JSON.readTree(message));
    } catch (IOException e) {
      throw new FailedException("The gateway sent something that is not JSON", e);
    }
  }

  @Override
  protected void onBinary(ByteBuffer message) {
    listener.onSpeech(SpeechFrame.read(message));
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
