package org.univoice.gateway.stream.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.gateway.stream.StreamPublisherContract;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.StreamEnvelope;

/** The contract against the real stand-in. */
class KinesisStreamPublisherTest extends StreamPublisherContract {

  private static final int MAX_QUEUED_BYTES = 10_000;

  /** So long that what fills the queue is still in it when the test looks. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static StandIn standIn;

  private final KinesisConfig config = small("stream-" + UUID.randomUUID());
  private KinesisStreamPublisher kinesis;

  @BeforeAll
  static void startTheStandIn() throws Exception {
    standIn = StandIn.start();
  }

  @AfterEach
  void closePublisher() {
    kinesis.close();
  }

  @AfterAll
  static void stopTheStandIn() {
    standIn.close();
  }

  /** Two shards, so that sessions share one and are kept apart. */
  private static KinesisConfig small(String stream) {
    return new KinesisConfig(
        stream, "us-east-1", standIn.endpoint(), 2, LINGER, 900_000, MAX_QUEUED_BYTES);
  }

  @Override
  protected StreamPublisher publisher() throws Exception {
    kinesis = KinesisStreamPublisher.connect(config, "here:1", Clock.systemUTC());
    return kinesis;
  }

  @Override
  protected void fill() {
    publish("filler", 20);
  }

  /** It drains by itself. */
  @Override
  protected void drain() {}

  @Override
  protected List<SessionRecord> closeAndRead() throws Exception {
    kinesis.close();
    return standIn.readAll(config.stream()).stream()
        .flatMap(envelope -> envelope.getRecordsList().stream())
        .toList();
  }

  @Test
  void shouldLetRecordsTravelTogetherWithTheReturnAddress() throws Exception {
    for (int session = 0; session < 10; session++) {
      publish("s" + session, 50);
    }
    kinesis.close();

    List<StreamEnvelope> envelopes = standIn.readAll(config.stream());
    assertThat(envelopes)
        .hasSizeLessThan(50)
        .allSatisfy(envelope -> assertThat(envelope.getGateway()).isEqualTo("here:1"));
  }

  @Test
  void shouldPutAShardsNextEnvelopeOnlyOnceTheLastIsAnswered() throws Exception {
    try (SlowStream slow = new SlowStream(standIn.endpoint())) {
      KinesisConfig quick = KinesisConfig.standIn("one-put", slow.endpoint());
      try (var publisher = KinesisStreamPublisher.connect(quick, "here:1", Clock.systemUTC())) {
        for (int sequence = 0; slow.puts() < 5 && sequence < 2_000; sequence++) {
          publisher.publish(chunk("s", sequence));
          Thread.sleep(5);
        }
      }
      assertThat(slow.puts()).isGreaterThanOrEqualTo(5);
      assertThat(slow.mostUnderWay()).isEqualTo(1);
    }
  }

  @Test
  void shouldWaitForAStreamThatTakesLongerToLoadThanAPutMayTake() throws Exception {
    try (SlowStream slow = new SlowStream(standIn.endpoint(), 2_500)) {
      KinesisConfig config = KinesisConfig.standIn("slowly-loaded", slow.endpoint());
      try (var publisher = KinesisStreamPublisher.connect(config, "here:1", Clock.systemUTC())) {
        assertThat(publisher.writable()).isTrue();
      }
    }
  }
}
