package org.univoice.gateway.stream.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.StreamEnvelope;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Against the real stand-in, from the environment that {@code ./univoice} installs. */
class KinesisStreamPublisherTest {

  private static Process standIn;
  private static URI endpoint;

  @BeforeAll
  static void startTheStandIn() throws Exception {
    Path python = univoiceHome().resolve("venv/bin/python");
    assertThat(python).as("run ./univoice test, which installs the stand-in").exists();
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(python.toString(), "-m", "ministack").redirectErrorStream(true);
    builder.environment().put("GATEWAY_PORT", String.valueOf(port));
    builder.environment().put("BIND_HOST", "127.0.0.1");
    builder.redirectOutput(Files.createTempFile("stand-in", ".log").toFile());
    standIn = builder.start();
    endpoint = URI.create("http://127.0.0.1:" + port);
    awaitPort(port);
  }

  @AfterAll
  static void stopTheStandIn() {
    standIn.destroy();
  }

  @Test
  void shouldPublishEveryRecordOnceAndInOrderPerSession() throws Exception {
    // Several shards: records of a session that took different ones would overtake each other.
    KinesisConfig config =
        new KinesisConfig(
            "in-order", "us-east-1", endpoint, 3, Duration.ofMillis(5), 900_000, 16L << 20);
    try (var publisher = KinesisStreamPublisher.connect(config, "here:1", Clock.systemUTC())) {
      for (int sequence = 0; sequence < 200; sequence++) {
        for (int session = 0; session < 10; session++) {
          publisher.publish(chunk("s" + session, sequence));
        }
        if (sequence % 20 == 0) {
          Thread.sleep(5);
        }
      }
    }

    List<StreamEnvelope> envelopes = readAll(config);
    Map<String, List<Long>> sequences = new HashMap<>();
    for (StreamEnvelope envelope : envelopes) {
      assertThat(envelope.getGateway()).isEqualTo("here:1");
      for (SessionRecord record : envelope.getRecordsList()) {
        sequences
            .computeIfAbsent(record.getSessionId(), ignored -> new ArrayList<>())
            .add(record.getAudio().getSequence());
      }
    }
    assertThat(sequences).hasSize(10);
    assertThat(sequences.values())
        .allSatisfy(of -> assertThat(of).hasSize(200).isSorted().doesNotHaveDuplicates());
    assertThat(envelopes.size()).as("records travel together").isLessThan(500);
  }

  @Test
  void shouldPutAShardsNextEnvelopeOnlyOnceTheLastIsAnswered() throws Exception {
    try (SlowStream slow = new SlowStream(endpoint)) {
      KinesisConfig config = KinesisConfig.standIn("one-put", slow.endpoint());
      try (var publisher = KinesisStreamPublisher.connect(config, "here:1", Clock.systemUTC())) {
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
  void shouldAskReadersToHoldBackUntilThereIsRoom() throws Exception {
    KinesisConfig small =
        new KinesisConfig(
            "small", "us-east-1", endpoint, 1, Duration.ofMillis(10), 900_000, 10_000);
    try (var publisher = KinesisStreamPublisher.connect(small, "here:1", Clock.systemUTC())) {
      for (int i = 0; i < 20; i++) {
        publisher.publish(chunk("s", i));
      }
      assertThat(publisher.writable()).isFalse();
      var room = new java.util.concurrent.CountDownLatch(1);
      publisher.whenWritable(room::countDown);
      assertThat(room.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
      assertThat(publisher.writable()).isTrue();
    }
  }

  private static List<StreamEnvelope> readAll(KinesisConfig config) throws Exception {
    List<StreamEnvelope> envelopes = new ArrayList<>();
    try (KinesisAsyncClient kinesis =
        KinesisAsyncClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build()) {
      for (var shard : kinesis.listShards(r -> r.streamName(config.stream())).join().shards()) {
        String next =
            kinesis
                .getShardIterator(
                    r ->
                        r.streamName(config.stream())
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .join()
                .shardIterator();
        int before;
        do {
          before = envelopes.size();
          String iterator = next;
          var answer = kinesis.getRecords(r -> r.shardIterator(iterator)).join();
          for (var record : answer.records()) {
            envelopes.add(StreamEnvelope.parseFrom(record.data().asByteArrayUnsafe()));
          }
          next = answer.nextShardIterator();
        } while (envelopes.size() > before);
      }
    }
    return envelopes;
  }

  private static SessionRecord chunk(String session, long sequence) {
    return SessionRecord.newBuilder()
        .setSessionId(session)
        .setTrackId("t")
        .setAudio(
            AudioChunk.newBuilder()
                .setSequence(sequence)
                .setPayload(ByteString.copyFrom(new byte[1_600])))
        .build();
  }

  private static Path univoiceHome() {
    String home = System.getenv("UNIVOICE_HOME");
    return home != null
        ? Path.of(home)
        : Path.of(System.getProperty("user.home"), ".cache/univoice");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(int port) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("the stand-in did not start on port " + port);
  }
}
