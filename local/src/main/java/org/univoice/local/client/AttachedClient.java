package org.univoice.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.local.FailedException;

/**
 * A participant that comes back by itself when its connection drops, with what it has already
 * heard. Used by one thread; what is heard arrives on the connection's thread.
 */
final class AttachedClient implements MediaListener, AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(AttachedClient.class);
  private static final int READY_SECONDS = 10;

  /** A gateway keeps a participant for two minutes. */
  private static final long COME_BACK_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(110);

  private final SessionApi api;
  private final Ticket ticket;
  private final ObjectNode configure;
  private final MediaListener listener;
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private volatile long lastSequence;
  private volatile MediaConnection connection;

  AttachedClient(SessionApi api, Ticket ticket, ObjectNode configure, MediaListener listener) {
    this.api = api;
    this.ticket = ticket;
    this.configure = configure;
    this.listener = listener;
  }

  /** Connects for the first time; returns when the gateway is ready to hear. */
  void attach() {
    connection = MediaConnection.open(ticket, this);
    try {
      connection.say(configure);
    } catch (IOException e) {
      throw new FailedException("The media listener hung up", e);
    }
    ready();
  }

  /**
   * Connects again, for as long as the gateway remembers us.
   *
   * @return how much of our audio the gateway has, in milliseconds
   */
  long comeBack() {
    long deadline = System.nanoTime() + COME_BACK_WITHIN_NANOS;
    FailedException last = null;
    for (long wait = 100; System.nanoTime() < deadline; wait = Math.min(2_000, wait * 2)) {
      try {
        LOG.atInfo()
            .addKeyValue("sessionId", ticket.sessionId())
            .addKeyValue("participantId", ticket.participantId())
            .log("Coming back after {}", lastSequence);
        answers.clear();
        connection = MediaConnection.open(api.comeBack(ticket), this);
        ObjectNode resume = JSON.createObjectNode().put("action", "session.resume");
        connection.say(resume.put("lastSequence", lastSequence));
        return ready().path("receivedMillis").asLong();
      } catch (FailedException | IOException e) {
        last =
            e instanceof FailedException failed ? failed : new FailedException(e.getMessage(), e);
        sleep(wait);
      }
    }
    throw new FailedException("The connection to the gateway was lost and did not come back", last);
  }

  private JsonNode ready() {
    try {
      JsonNode answer = answers.poll(READY_SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw new FailedException("The gateway did not get ready within " + READY_SECONDS + " s");
      }
      if (answer.path("type").asText().equals("error")) {
        throw new FailedException(
            answer.path("message").asText() + " " + answer.path("suggestion").asText());
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("Interrupted", e);
    }
  }

  void speak(byte[] audio) throws IOException {
    connection.speak(audio);
  }

  void say(ObjectNode message) throws IOException {
    connection.say(message);
  }

  boolean isConnected() {
    return connection.isOpen();
  }

  MediaConnection connection() {
    return connection;
  }

  @Override
  public void onMessage(JsonNode message) {
    heard(message.path("sequence").asLong());
    String type = message.path("type").asText();
    if (type.equals("session.ready") || type.equals("error")) {
      answers.add(message);
    }
    listener.onMessage(message);
  }

  @Override
  public void onSpeech(SpeechFrame frame) {
    heard(frame.sequence());
    listener.onSpeech(frame);
  }

  private void heard(long sequence) {
    lastSequence = Math.max(lastSequence, sequence);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("Interrupted", e);
    }
  }

  @Override
  public void close() {
    if (connection != null && connection.isOpen()) {
      connection.leave();
    }
  }
}
