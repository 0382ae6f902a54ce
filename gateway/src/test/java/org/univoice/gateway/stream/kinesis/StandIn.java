package org.univoice.gateway.stream.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.univoice.internal.v1.StreamEnvelope;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Kinesis on this machine, from the environment that {@code ./univoice} installs. */
public final class StandIn implements AutoCloseable {

  private final Process process;
  private final URI endpoint;
  private final KinesisAsyncClient kinesis;

  private StandIn(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
    this.kinesis =
        KinesisAsyncClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
  }

  public static StandIn start() throws IOException, InterruptedException {
    Path python = univoiceHome().resolve("venv/bin/python");
    assertThat(python).as("run ./univoice test, which installs the stand-in").exists();
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(python.toString(), "-m", "ministack").redirectErrorStream(true);
    builder.environment().put("GATEWAY_PORT", String.valueOf(port));
    builder.environment().put("BIND_HOST", "127.0.0.1");
    builder.redirectOutput(Files.createTempFile("stand-in", ".log").toFile());
    StandIn started = new StandIn(builder.start(), URI.create("http://127.0.0.1:" + port));
    awaitPort(port);
    return started;
  }

  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    kinesis.close();
    process.destroy();
  }

  /** Everything in the stream, shard after shard. */
  List<StreamEnvelope> readAll(String stream) throws IOException {
    List<StreamEnvelope> envelopes = new ArrayList<>();
    for (var shard : kinesis.listShards(r -> r.streamName(stream)).join().shards()) {
      String next =
          kinesis
              .getShardIterator(
                  r ->
                      r.streamName(stream)
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
    return envelopes;
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
