package org.univoice.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** One WebSocket to the media listener. Sending is for one thread at a time. */
final class MediaConnection extends WholeMessages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final MediaListener listener;
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private WebSocket socket;
  private volatile long sentNanos = System.nanoTime();
  private volatile long heardNanos = System.nanoTime();

  private MediaConnection(MediaListener listener) {
    this.listener = listener;
  }

  /**
   * @throws ClientException when the gateway does not let us in
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
      throw ClientException.passing("No connection at " + ticket.media(), e);
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

  private void sent(CompletableFuture<WebSocket> sending) throws IOException {
    try {
      sending.join();
      sentNanos = System.nanoTime();
    } catch (CompletionException e) {
      throw new IOException("The connection is gone", e);
    }
  }

  /** Shows that we are there, though we say nothing. */
  void beat() {
    socket.sendPing(ByteBuffer.allocate(0));
    sentNanos = System.nanoTime();
  }

  /** When something was sent last, in nanoseconds of this machine's clock. */
  long sentNanos() {
    return sentNanos;
  }

  /** When anything came last, in nanoseconds of this machine's clock. */
  long heardNanos() {
    return heardNanos;
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
    heardNanos = System.nanoTime();
    try {
      listener.onMessage(JSON.readTree(message));
    } catch (IOException e) {
      throw new UncheckedIOException("The gateway sent something that is not JSON", e);
    }
  }

  @Override
  protected void onBinary(ByteBuffer message) {
    heardNanos = System.nanoTime();
    SpeechFrame frame = SpeechFrame.read(message);
    if (frame.isOriginal()) {
      listener.onOriginal(frame);
    } else {
      listener.onSpeech(frame);
    }
  }

  @Override
  public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
    heardNanos = System.nanoTime();
    return super.onPing(webSocket, message);
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
