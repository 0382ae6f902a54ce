package org.univoice.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.univoice.client.Ticket;
import org.univoice.client.WholeMessages;

/**
 * One person talking to itself in another language: sends 16 kHz PCM in chunks of 50 ms when it is
 * told to and notes when what comes back comes back. Times are milliseconds of this machine's
 * clock.
 */
final class Talker extends WholeMessages {

  static final int CHUNK_BYTES = 1_600;
  private static final int CHUNK_MILLIS = 50;
  private static final int FRAME_HEADER_BYTES = 16;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** A final caption with what became of it. */
  static final class Segment {
    final String id;
    String text = "";
    String translation = "";
    long startMillis;
    long endMillis;
    Long firstAudioLagMillis;
    Long captionLagMillis;
    final ByteArrayOutputStream speech = new ByteArrayOutputStream();
    final Map<String, Long> stages = new LinkedHashMap<>();

    Segment(String id) {
      this.id = id;
    }
  }

  private final byte[] pcm;
  private final long[] sentAt;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private final Map<Long, Segment> byAudio = new HashMap<>();
  private final Map<String, Segment> segments = new LinkedHashMap<>();
  private final List<Long> partialLags = new ArrayList<>();
  private final List<Long> transportLags = new ArrayList<>();
  private WebSocket socket;
  private CompletableFuture<WebSocket> sending = CompletableFuture.completedFuture(null);
  private int sent;
  private long lastSequence;
  private int outOfOrder;

  private Talker(byte[] pcm) {
    this.pcm = pcm;
    this.sentAt = new long[chunks()];
  }

  static Talker connect(Ticket ticket, byte[] pcm, String speaks, String hears) {
    Talker talker = new Talker(pcm);
    talker.socket =
        HTTP.newWebSocketBuilder()
            .subprotocols("univoice.v1")
            .buildAsync(ticket.address(), talker)
            .join();
    var configure = JSON.createObjectNode().put("action", "session.configure");
    configure.put("speaks", speaks).put("hears", hears).put("captions", "all");
    configure
        .putObject("audio")
        .put("format", "pcm16")
        .put("sampleRate", 16_000)
        .put("channels", 1);
    talker.socket.sendText(configure.toString(), true).join();
    talker.ready.join();
    return talker;
  }

  int chunks() {
    return pcm.length / CHUNK_BYTES;
  }

  boolean hasMore() {
    return sent < chunks();
  }

  /** Sends the next chunk; never waits. */
  void sendNext() {
    ByteBuffer chunk = ByteBuffer.wrap(pcm, sent * CHUNK_BYTES, CHUNK_BYTES);
    sentAt[sent++] = System.currentTimeMillis();
    sending = sending.thenCompose(ignored -> socket.sendBinary(chunk, true));
  }

  void stop() {
    String stop = "{\"action\":\"audio.control\",\"command\":\"stop\"}";
    sending = sending.thenCompose(ignored -> socket.sendText(stop, true));
  }

  CompletableFuture<Void> finished() {
    return finished;
  }

  boolean isFinished() {
    return finished.isDone() && !finished.isCompletedExceptionally();
  }

  void leave() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(failure -> null).join();
  }

  List<Segment> segments() {
    return List.copyOf(segments.values());
  }

  /** From the last sample that a partial covers being sent to the partial arriving. */
  List<Long> partialLagsMillis() {
    return partialLags;
  }

  /** From the chunk that made a partial possible being sent to the partial arriving. */
  List<Long> transportLagsMillis() {
    return transportLags;
  }

  int outOfOrder() {
    return outOfOrder;
  }

  private long lag(long endMillis, long nowMillis) {
    int chunk = chunkWith(endMillis);
    long intoChunk = (chunk + 1L) * CHUNK_MILLIS - endMillis;
    return nowMillis - sentAt[chunk] + intoChunk;
  }

  private int chunkWith(long endMillis) {
    return (int) Math.min(sentAt.length - 1L, Math.max(0, (endMillis - 1) / CHUNK_MILLIS));
  }

  private void message(JsonNode message, long nowMillis) {
    switch (message.path("type").asText()) {
      case "session.ready" -> ready.complete(null);
      case "caption.partial" -> {
        inOrder(message);
        if (message.path("text").asText().isEmpty()) {
          // Takes back what was no speech, and shows nothing.
          return;
        }
        long endMillis = message.path("endMs").asLong();
        partialLags.add(lag(endMillis, nowMillis));
        transportLags.add(nowMillis - sentAt[chunkWith(endMillis)]);
      }
      case "caption.final" -> {
        inOrder(message);
        Segment segment = segment(message);
        segment.text = message.path("text").asText();
        segment.startMillis = message.path("startMs").asLong();
        segment.endMillis = message.path("endMs").asLong();
        segment.captionLagMillis = lag(segment.endMillis, nowMillis);
      }
      case "translation" -> segment(message).translation = message.path("text").asText();
      case "speech.begin" -> {
        Segment segment = segment(message);
        segment.endMillis = message.path("endMs").asLong();
        byAudio.put(message.path("audio").asLong(), segment);
      }
      case "latency" -> {
        Segment segment = segment(message);
        message
            .path("stages")
            .fields()
            .forEachRemaining(
                stage -> segment.stages.put(stage.getKey(), stage.getValue().asLong()));
      }
      case "session.finished" -> {
        if (message.path("language").asText().isEmpty()) {
          finished.complete(null);
        }
      }
      case "error" ->
          ready.completeExceptionally(new IllegalStateException(message.path("message").asText()));
      default -> {}
    }
  }

  private void inOrder(JsonNode message) {
    long sequence = message.path("sequence").asLong();
    if (sequence <= lastSequence) {
      outOfOrder++;
    }
    lastSequence = sequence;
  }

  private Segment segment(JsonNode message) {
    return segments.computeIfAbsent(message.path("segment").asText(), Segment::new);
  }

  private void speech(ByteBuffer frame, long nowMillis) {
    frame.getLong();
    Segment segment = byAudio.get(frame.getInt() & 0xFFFFFFFFL);
    if (segment == null) {
      return;
    }
    if (segment.firstAudioLagMillis == null) {
      segment.firstAudioLagMillis = lag(segment.endMillis, nowMillis);
    }
    byte[] samples = new byte[frame.capacity() - FRAME_HEADER_BYTES];
    frame.position(FRAME_HEADER_BYTES);
    frame.get(samples);
    segment.speech.writeBytes(samples);
  }

  @Override
  protected void onText(String message) {
    try {
      message(JSON.readTree(message), System.currentTimeMillis());
    } catch (IOException e) {
      finished.completeExceptionally(e);
    }
  }

  @Override
  protected void onBinary(ByteBuffer message) {
    speech(message, System.currentTimeMillis());
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
    finished.completeExceptionally(new IOException("closed with " + status + " " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable failure) {
    finished.completeExceptionally(failure);
  }
}
