package org.univoice.benchmarks.connections;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.univoice.benchmarks.NeverFull;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.delivery.DeliveryRouter;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.SessionRecord;

/**
 * Stands where stream and job are: says every chunk of audio back to its speaker as speech, from a
 * thread of its own as the job's deliveries come.
 */
final class EchoPublisher extends NeverFull {
  /** Five seconds: about as long as a sentence's speech. */
  private static final int CHUNKS_PER_SEGMENT = 100;

  /** As a job's answers come: some at once, not every one by itself. */
  private static final int PACE_MILLIS = 2;

  private final BlockingQueue<SessionRecord> said = new LinkedBlockingQueue<>();

  void start(DeliveryRouter listeners) {
    Thread job = new Thread(() -> answer(listeners), "echo");
    job.setDaemon(true);
    job.start();
  }

  @Override
  public void publish(SessionRecord record) {
    if (record.hasAudio()) {
      said.add(record);
    }
  }

  private void answer(DeliveryRouter listeners) {
    try {
      List<SessionRecord> heard = new ArrayList<>();
      while (true) {
        Thread.sleep(PACE_MILLIS);
        said.drainTo(heard);
        heard.forEach(record -> listeners.route(echo(record)));
        heard.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Delivery echo(SessionRecord record) {
    AudioChunk chunk = record.getAudio();
    long number = chunk.getSequence();
    String segment = record.getTrackId() + ":" + number / CHUNKS_PER_SEGMENT;
    int index = (int) (number % CHUNKS_PER_SEGMENT);
    return new Delivery(
        segment + "/pt/speech/" + index,
        record.getSessionId(),
        record.getTrackId(),
        number + 1,
        new DeliveryBody.SpeechChunk(segment, index, chunk.getPayload().toByteArray()));
  }
}
