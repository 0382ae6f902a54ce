package org.univoice.local.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.univoice.client.AttachedClient;
import org.univoice.client.OfflineBuffer;

/** Speaks a recording into a session as a microphone would. */
final class SpeakingClient {
  private final AttachedClient client;
  private final Recording recording;
  private final boolean realTime;
  private final SentTimes sent;
  private final LongConsumer progress;
  private final OfflineBuffer buffer = new OfflineBuffer();

  /**
   * @param progress hears how many milliseconds have been sent
   */
  SpeakingClient(
      AttachedClient client,
      Recording recording,
      boolean realTime,
      SentTimes sent,
      LongConsumer progress) {
    this.client = client;
    this.recording = recording;
    this.realTime = realTime;
    this.sent = sent;
    this.progress = progress;
  }

  /** Returns when all has been sent and the gateway has been told so. */
  void speak() throws InterruptedException {
    Pacer pacer = new Pacer(System.nanoTime(), realTime);
    while (true) {
      record(pacer);
      try {
        send();
        if (buffer.recorded() == recording.chunks()) {
          stop();
          return;
        }
      } catch (IOException e) {
        buffer.resumeAt(client.comeBack());
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** Sends again what was lost with the connection after all had been sent. */
  void finishAgain() throws InterruptedException {
    buffer.resumeAt(client.comeBack());
    speak();
  }

  /** Waits for the next chunk, then takes all that are due. */
  private void record(Pacer pacer) {
    boolean first = true;
    while (buffer.recorded() < recording.chunks() && buffer.hasRoom()) {
      long wait = pacer.waitNanos(buffer.recorded(), System.nanoTime());
      if (wait > 0 && !first) {
        return;
      }
      while (wait > 0) {
        LockSupport.parkNanos(wait);
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        wait = pacer.waitNanos(buffer.recorded(), System.nanoTime());
      }
      buffer.record();
      first = false;
    }
  }

  private void send() throws IOException {
    while (buffer.hasNext()) {
      if (!client.isConnected()) {
        throw new IOException("The connection is gone");
      }
      int chunk = buffer.next();
      client.speak(recording.chunk(chunk));
      sent.sent(chunk, System.currentTimeMillis());
      progress.accept((chunk + 1L) * Recording.CHUNK_MILLIS);
    }
  }

  private void stop() throws IOException {
    ObjectNode stop = JsonNodeFactory.instance.objectNode();
    client.say(stop.put("action", "audio.control").put("command", "stop"));
  }
}
