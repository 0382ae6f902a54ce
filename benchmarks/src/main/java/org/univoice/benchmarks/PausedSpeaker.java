package org.univoice.benchmarks;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.univoice.client.Ticket;
import org.univoice.local.FailedException;

/** Somebody who speaks, pauses and goes on over one WebSocket, and looks at the clock. */
final class PausedSpeaker implements WebSocket.Listener, AutoCloseable {
  private static final int CHUNK_BYTES = 1_600;
  private static final int CHUNK_MILLIS = 50;
  private static final int CHUNKS_BEFORE_A_PAUSE = 4;
  private static final int LONGEST_PAUSE_MILLIS = 1_000;
  private static final int PATIENCE_SECONDS = 10;

  private final EchoingJob job;
  private final String track;
  private final Random chance;
  private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private WebSocket socket;

  private PausedSpeaker(EchoingJob job, String track, int seed) {
    this.job = job;
    this.track = track;
    this.chance = new Random(seed);
  }

  /** All since the client said that it goes on. */
  record Back(double stateMillis, double takenMillis, double heardMillis) {}

  static PausedSpeaker connect(Ticket ticket, EchoingJob job, int seed) throws Exception {
    PausedSpeaker speaker = new PausedSpeaker(job, ticket.participantId(), seed);
    speaker.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("univoice.v1")
            .buildAsync(ticket.address(), speaker)
            .join();
    speaker.say(
        "{\"action\":\"session.configure\",\"audio\":{\"format\":\"pcm16\",\"sampleRate\":16000,"
            + "\"channels\":1},\"speaks\":\"en\",\"hears\":\"pt\"}");
    speaker.await("\"session.ready\"");
    return speaker;
  }

  /** Returns when the first audio is in the stream. */
  void begin() throws Exception {
    CompletableFuture<Long> taken = job.nextAudio(track);
    speak();
    taken.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  Back pauseAndGoOn() throws Exception {
    for (int i = 0; i < CHUNKS_BEFORE_A_PAUSE; i++) {
      speak();
      Thread.sleep(CHUNK_MILLIS);
    }
    for (int i = 0; i < CHUNKS_BEFORE_A_PAUSE; i++) {
      next(heard);
    }
    say("{\"action\":\"audio.control\",\"command\":\"pause\"}");
    say("{\"action\":\"session.status\"}");
    await("\"paused\"");
    Thread.sleep(chance.nextInt(LONGEST_PAUSE_MILLIS));
    CompletableFuture<Long> taken = job.nextAudio(track);
    long begin = System.nanoTime();
    say("{\"action\":\"audio.control\",\"command\":\"resume\"}");
    speak();
    say("{\"action\":\"session.status\"}");
    await("\"live\"");
    long state = System.nanoTime();
    return new Back(
        millis(begin, state),
        millis(begin, taken.get(PATIENCE_SECONDS, TimeUnit.SECONDS)),
        millis(begin, next(heard)));
  }

  private static double millis(long from, long until) {
    return (until - from) / 1e6;
  }

  private void speak() {
    socket.sendBinary(ByteBuffer.allocate(CHUNK_BYTES), true).join();
  }

  private void say(String message) {
    socket.sendText(message, true).join();
  }

  private void await(String words) throws InterruptedException {
    String message = next(said);
    while (!message.contains(words)) {
      message = next(said);
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new FailedException("Nothing came within " + PATIENCE_SECONDS + " s");
    }
    return next;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      said.add(text.toString());
      text.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    if (last) {
      heard.add(System.nanoTime());
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
