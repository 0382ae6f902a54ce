package org.univoice.gateway.audit.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.gateway.GatewayConfig;
import org.univoice.gateway.audit.AuditChain;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.AuditVerifier;
import org.univoice.gateway.audit.file.FileAuditConfig;
import org.univoice.gateway.audit.file.FileAuditLog;
import org.univoice.gateway.audit.file.FileAuditTail;
import org.univoice.gateway.stream.kinesis.StandIn;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

@Timeout(120)
class CloudWatchAuditShipperTest {
  private static final String GROUP = "/univoice/audit";

  @TempDir Path folder;
  private StandIn aws;
  private CloudWatchLogsAsyncClient logs;
  private FileAuditLog log;

  @BeforeEach
  void start() throws Exception {
    aws = StandIn.start();
    logs = client(aws.endpoint());
    log = FileAuditLog.open(FileAuditConfig.in(folder), Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    log.close();
    logs.close();
    aws.close();
  }

  @Test
  void shouldCarryEveryEntryOnceAndInOrderAlsoOverARestart() throws Exception {
    append(1_500);
    try (CloudWatchAuditShipper shipper = shipper(logs)) {
      await(1_500);
    }
    append(3);
    try (CloudWatchAuditShipper shipper = shipper(logs)) {
      await(1_503);
    }

    AuditVerifier verifier = new AuditVerifier(AuditChain.EMPTY, Optional.empty());
    arrived().forEach(line -> verifier.line(line, false));
    assertThat(verifier.fault()).isEmpty();
    assertThat(verifier.chain()).isEqualTo(log.chain());
  }

  @Test
  void shouldKeepTheGroupForSevenYears() throws Exception {
    append(1);
    try (CloudWatchAuditShipper shipper = shipper(logs)) {
      await(1);
    }

    assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix(GROUP)).join().logGroups().get(0))
        .returns(2557, group -> group.retentionInDays());
  }

  @Test
  void shouldNeitherLoseNorHoldUpAnythingWhileCloudWatchIsAway() throws Exception {
    int port = GatewayConfig.freePort();
    CloudWatchLogsAsyncClient away = client(URI.create("http://127.0.0.1:" + port));
    try (CloudWatchAuditShipper shipper = shipper(away)) {
      append(50);
      assertThat(log.chain().sequence()).isEqualTo(50);
      assertThat(nobodyListens(port)).isTrue();
    } finally {
      away.close();
    }
    try (CloudWatchAuditShipper shipper = shipper(logs)) {
      await(50);
    }
    assertThat(arrived()).hasSize(50);
  }

  @Test
  void shouldCarryWhatIsThereBeforeItCloses() throws Exception {
    CloudWatchAuditShipper shipper = shipper(logs);
    append(1);
    await(1);
    append(20);
    shipper.close();

    assertThat(arrived()).hasSize(21);
  }

  private CloudWatchAuditShipper shipper(CloudWatchLogsAsyncClient client) throws IOException {
    return CloudWatchAuditShipper.start(
        client,
        new CloudWatchConfig(
            GROUP,
            "gateway-1",
            folder.resolve("shipped"),
            Duration.ofMillis(20),
            Duration.ofMillis(100)),
        after -> new FileAuditTail(folder, after));
  }

  private void append(int entries) {
    for (int i = 0; i < entries; i++) {
      log.append(
          new AuditEntry(
              System.currentTimeMillis(),
              "ana",
              "READ",
              "recordings",
              "r" + i,
              "192.0.2.1",
              "curl",
              AuditEntry.Result.SUCCESS,
              Map.of()));
    }
  }

  private void await(int entries) throws InterruptedException {
    while (arrived().size() < entries) {
      Thread.sleep(50);
    }
  }

  private List<String> arrived() {
    List<String> lines = new ArrayList<>();
    String token = null;
    while (true) {
      String from = token;
      var page =
          logs.getLogEvents(
                  r ->
                      r.logGroupName(GROUP)
                          .logStreamName("gateway-1")
                          .startFromHead(true)
                          .nextToken(from))
              .handle((answer, failure) -> answer)
              .join();
      if (page == null || page.events().isEmpty()) {
        return lines;
      }
      lines.addAll(page.events().stream().map(OutputLogEvent::message).toList());
      token = page.nextForwardToken();
    }
  }

  private static boolean nobodyListens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static CloudWatchLogsAsyncClient client(URI endpoint) {
    return CloudWatchLogsAsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }
}
