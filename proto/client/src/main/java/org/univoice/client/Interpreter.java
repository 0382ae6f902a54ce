package org.univoice.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Speaks and hears in a session, from beginning to end: what is said while there is no connection
 * is kept for five seconds and sent when it is back, at whichever gateway takes it; what is heard
 * comes once and in order. Used by one thread.
 *
 * <pre>
 *   try (Interpreter ana = Interpreter.open(api, "Ana", "en-US", "pt-BR", listener)) {
 *     ana.speak(pcm);
 *     ana.stop();
 *     ana.awaitEnd(Duration.ofSeconds(30));
 *   }
 * </pre>
 */
public final class Interpreter implements AutoCloseable {
  /** 16 kHz, mono, little-endian 16-bit samples. */
  public static final int SAMPLE_RATE_HZ = 16_000;

  private final Ticket ticket;
  private final AttachedClient client;
  private final SpokenAudio spoken = new SpokenAudio();
  private final Ending ending;
  private boolean stopped;

  private Interpreter(Ticket ticket, AttachedClient client, Ending ending) {
    this.ticket = ticket;
    this.client = client;
    this.ending = ending;
  }

  /**
   * Opens a session of one's own. Who is alone in it hears itself.
   *
   * @param speaks BCP 47 tag, "auto" to have it identified, or empty to only listen
   * @param hears BCP 47 tag, or empty to only speak
   * @throws ClientException when no gateway opens one
   */
  public static Interpreter open(
      SessionApi api, String name, String speaks, String hears, MediaListener listener) {
    return attached(api, api.open(name), speaks, hears, listener);
  }

  /**
   * Takes part in the session that another participant opened.
   *
   * @throws ClientException when no gateway lets it in
   */
  public static Interpreter join(
      SessionApi api,
      String session,
      String name,
      String speaks,
      String hears,
      MediaListener listener) {
    return attached(api, api.join(session, name), speaks, hears, listener);
  }

  private static Interpreter attached(
      SessionApi api, Ticket ticket, String speaks, String hears, MediaListener listener) {
    ObjectNode configure = JsonNodeFactory.instance.objectNode();
    configure.put("action", "session.configure").put("speaks", speaks).put("hears", hears);
    if (!speaks.isEmpty()) {
      configure
          .putObject("audio")
          .put("format", "pcm16")
          .put("sampleRate", SAMPLE_RATE_HZ)
          .put("channels", 1);
    }
    Ending ending = new Ending(listener);
    AttachedClient client = new AttachedClient(api, ticket, configure, ending);
    client.attach();
    return new Interpreter(ticket, client, ending);
  }

  /** For others to join. */
  public String session() {
    return ticket.sessionId();
  }

  public String participant() {
    return ticket.participantId();
  }

  /**
   * Says the next samples, as they come from a microphone; any number of them. Returns at once,
   * unless the connection has just been lost: then it waits until it is back.
   *
   * @throws ClientException when it does not come back
   */
  public void speak(byte[] samples) {
    spoken.add(samples);
    send();
  }

  /** Comes back when the connection was lost meanwhile; for those who say nothing for long. */
  public void keepUp() {
    if (!client.isConnected()) {
      send();
    }
  }

  /** No more is said. What was said is still delivered. */
  public void stop() {
    stopped = true;
    spoken.finish();
    send();
  }

  private void send() {
    while (true) {
      try {
        if (!client.isConnected()) {
          throw new IOException("The connection is gone");
        }
        while (spoken.hasNext()) {
          client.speak(spoken.next());
        }
        if (stopped) {
          ObjectNode stop = JsonNodeFactory.instance.objectNode();
          client.say(stop.put("action", "audio.control").put("command", "stop"));
        }
        return;
      } catch (IOException e) {
        spoken.resumeAt(client.comeBack());
      }
    }
  }

  /**
   * Waits until everything has been heard; comes back as often as necessary.
   *
   * @return false when that took too long
   */
  public boolean awaitEnd(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (!ending.told.await(100, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      keepUp();
    }
    return true;
  }

  /** How much of what was said was lost, because nobody could take it for too long. */
  public Duration lost() {
    return Duration.ofMillis(spoken.lostMillis());
  }

  /** As when the network is gone: for tests of those who use this. */
  public void drop() {
    client.drop();
  }

  /** Leaves for good. */
  @Override
  public void close() {
    client.close();
  }

  /** Listens for the end on the way. */
  private record Ending(MediaListener listener, CountDownLatch told) implements MediaListener {
    private Ending(MediaListener listener) {
      this(listener, new CountDownLatch(1));
    }

    @Override
    public void onMessage(JsonNode message) {
      listener.onMessage(message);
      boolean toSpeaker = message.path("language").asText().isEmpty();
      if (message.path("type").asText().equals("session.finished") && toSpeaker) {
        told.countDown();
      }
    }

    @Override
    public void onSpeech(SpeechFrame frame) {
      listener.onSpeech(frame);
    }

    @Override
    public void onOriginal(SpeechFrame frame) {
      listener.onOriginal(frame);
    }
  }
}
