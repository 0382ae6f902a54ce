package org.univoice.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A participant that comes back with what it has already heard when its connection drops, to
 * whichever gateway takes it. Used by one thread; what is heard arrives on the connection's thread.
 *
 * <p>This is the part for those who keep their audio themselves; {@link Interpreter} does all of
 * it.
 */
public final class AttachedClient implements MediaListener, AutoCloseable {
  private static final Logger LOG = System.getLogger(AttachedClient.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int READY_SECONDS = 10;

  /** A gateway keeps a participant for two minutes. */
  private static final long COME_BACK_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(110);

  /** The gateway ended this on purpose: another connection of ours took over, or all is over. */
  private static final int REPLACED = 4001;

  private static final int ENDED = 4002;

  private final SessionApi api;
  private final Ticket ticket;
  private final ObjectNode configure;
  private final MediaListener listener;
  private final Heartbeat heartbeat = new Heartbeat(this::connection);
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private volatile long lastSequence;
  private volatile MediaConnection connection;

  /**
   * @param configure the session.configure message
   */
  public AttachedClient(
      SessionApi api, Ticket ticket, ObjectNode configure, MediaListener listener) {
    this.api = api;
    this.ticket = ticket;
    this.configure = configure;
    this.listener = listener;
  }

  /**
   * Connects for the first time; returns when the gateway is ready to hear.
   *
   * @throws ClientException when it does not get ready
   */
  public void attach() {
    try {
      connection = MediaConnection.open(ticket, this);
      connection.say(configure);
      ready();
    } catch (IOException e) {
      close();
      throw ClientException.passing("The media listener hung up", e);
    } catch (ClientException e) {
      // Nobody would ever close what was never handed out.
      close();
      throw e;
    }
  }

  /**
   * Connects again, for as long as the gateways remember us.
   *
   * @return how much of our audio has arrived for good, in milliseconds: send it again from there
   * @throws ClientException when nobody takes us back
   */
  public long comeBack() {
    requireNotEnded();
    long deadline = System.nanoTime() + COME_BACK_WITHIN_NANOS;
    ClientException last = null;
    for (int failures = 0; System.nanoTime() < deadline; failures++) {
      sleep(ReattachDelay.millis(failures, ThreadLocalRandom.current().nextDouble()));
      try {
        return resume();
      } catch (ClientException e) {
        if (e.isFinal()) {
          throw e;
        }
        last = e;
        api.avoid();
      }
    }
    throw ClientException.passing(
        "The connection to the gateway was lost and did not come back", last);
  }

  private long resume() {
    LOG.log(
        Level.INFO,
        "Coming back to session {0} as {1} after {2}",
        ticket.sessionId(),
        ticket.participantId(),
        Long.toString(lastSequence));
    answers.clear();
    MediaConnection next = MediaConnection.open(api.comeBack(ticket), this);
    MediaConnection former = connection;
    connection = next;
    if (former != null) {
      former.drop();
    }
    try {
      ObjectNode resume = JSON.createObjectNode().put("action", "session.resume");
      next.say(resume.put("lastSequence", lastSequence));
      return ready().path("receivedMillis").asLong();
    } catch (IOException e) {
      throw ClientException.passing(e.getMessage(), e);
    } catch (ClientException e) {
      next.drop();
      throw e;
    }
  }

  private void requireNotEnded() {
    int how = connection == null ? 0 : connection.closed().getNow(0);
    if (how == REPLACED) {
      throw ClientException.refused("Another connection of this participant took over");
    }
    if (how == ENDED) {
      throw ClientException.refused("The session has ended");
    }
  }

  private JsonNode ready() {
    try {
      JsonNode answer = answers.poll(READY_SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw ClientException.passing(
            "The gateway did not get ready within " + READY_SECONDS + " s", null);
      }
      if (answer.path("type").asText().equals("error")) {
        String message = answer.path("message").asText() + " " + answer.path("suggestion").asText();
        throw answer.path("retryable").asBoolean(true)
            ? ClientException.passing(message, null)
            : ClientException.refused(message);
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClientException.refused("Interrupted");
    }
  }

  /**
   * Sends audio as it was configured.
   *
   * @throws IOException when the connection is gone
   */
  public void speak(byte[] audio) throws IOException {
    connection.speak(audio);
  }

  /**
   * Sends any message of the protocol.
   *
   * @throws IOException when the connection is gone
   */
  public void say(ObjectNode message) throws IOException {
    connection.say(message);
  }

  /** Whether the connection is there, as far as is known. */
  public boolean isConnected() {
    return connection.isOpen();
  }

  /** As when the network is gone: for tests of those who use this. */
  public void drop() {
    connection.drop();
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

  @Override
  public void onOriginal(SpeechFrame frame) {
    listener.onOriginal(frame);
  }

  private void heard(long sequence) {
    lastSequence = Math.max(lastSequence, sequence);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClientException.refused("Interrupted");
    }
  }

  /** Leaves for good. */
  @Override
  public void close() {
    heartbeat.close();
    if (connection != null && connection.isOpen()) {
      connection.leave();
    }
  }
}
