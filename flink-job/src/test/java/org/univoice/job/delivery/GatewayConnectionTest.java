package org.univoice.job.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.internal.v1.Caption;
import org.univoice.internal.v1.Delivery;
import org.univoice.internal.v1.DeliveryAck;
import org.univoice.internal.v1.DeliveryBatch;
import org.univoice.internal.v1.DeliveryServiceGrpc;
import org.univoice.internal.v1.SpeechChunk;
import org.univoice.job.call.DaemonTimer;
import org.univoice.log.LogLines;

class GatewayConnectionTest {

  private static final int DELIVERY_BYTES = 256 * 1024;
  private static final int WAITING = 64 * 1024 * 1024 / DELIVERY_BYTES;

  private final SlowGateway gateway = new SlowGateway();
  private Server server;
  private final DaemonTimer timer = new DaemonTimer("test");
  private GatewayConnection connection;

  @BeforeEach
  void open() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(gateway)
            .build()
            .start();
    connection = new GatewayConnection("127.0.0.1:" + server.getPort(), timer);
  }

  @AfterEach
  void close() {
    connection.close();
    timer.close();
    server.shutdownNow();
  }

  @Test
  void shouldKeepNoMoreThanWhatAStalledGatewayCouldCatchUpWith() throws Exception {
    gateway.reading = false;
    send(0, 4 * WAITING);
    Call call = gateway.calls.poll(10, TimeUnit.SECONDS);

    call.read(4 * WAITING);

    assertThat(await(4 * WAITING - 1)).isTrue();
    assertThat(gateway.ids).hasSizeLessThan(2 * WAITING).isSorted();
  }

  @Test
  void shouldLeaveOutSpeechButNoWordForAStalledGateway() throws Exception {
    gateway.reading = false;
    sendWord("first word");
    send(0, WAITING);
    sendWord("word in between");
    send(WAITING, 3 * WAITING);
    sendWord("last word");
    Call call = gateway.calls.poll(10, TimeUnit.SECONDS);

    call.read(4 * WAITING);

    assertThat(await("last word")).isTrue();
    assertThat(gateway.ids)
        .contains("first word", "word in between")
        .hasSizeLessThan(2 * WAITING)
        .doesNotContain(id(WAITING));
  }

  private void sendWord(String id) {
    connection.send(
        Delivery.newBuilder().setId(id).setCaption(Caption.newBuilder()).build().toByteArray(), 0);
  }

  @Test
  void shouldSendAgainWhatWasNotAcknowledgedWhenTheStreamBreaks() throws Exception {
    gateway.acknowledging = false;
    send(0, 3);
    assertThat(await(2)).isTrue();
    gateway.ids.clear();
    gateway.acknowledging = true;

    gateway.calls.take().answers.onError(Status.UNAVAILABLE.asException());

    assertThat(await(2)).isTrue();
    assertThat(gateway.ids).containsExactly(id(0), id(1), id(2));
    connection.awaitAcknowledged(System.currentTimeMillis() + 10_000);
  }

  @Test
  void shouldLogOnceWhichSessionAGatewayDoesNotHold() throws Exception {
    gateway.unknown = "session-1";
    try (LogLines log = new LogLines("/logback-job.xml")) {
      send(0, 3);
      connection.awaitAcknowledged(System.currentTimeMillis() + 10_000);

      assertThat(log.ours(line -> line.get("message").asText().contains("does not hold")))
          .hasSize(1)
          .allMatch(line -> line.get("sessionId").asText().equals("session-1"))
          .allMatch(line -> line.get("service").asText().equals("job"));
    }
  }

  private void send(int from, int to) {
    for (int i = from; i < to; i++) {
      byte[] pcm = new byte[DELIVERY_BYTES];
      connection.send(
          Delivery.newBuilder()
              .setId(id(i))
              .setSpeechChunk(SpeechChunk.newBuilder().setPcm(ByteString.copyFrom(pcm)))
              .build()
              .toByteArray(),
          i);
    }
  }

  private static String id(int number) {
    return String.format("%06d", number);
  }

  private boolean await(int number) throws InterruptedException {
    return await(id(number));
  }

  private boolean await(String id) throws InterruptedException {
    for (int i = 0; i < 1_000 && !gateway.ids.contains(id); i++) {
      Thread.sleep(10);
    }
    return gateway.ids.contains(id);
  }

  /** One stream that was opened. */
  private record Call(ServerCallStreamObserver<DeliveryAck> answers) {
    void read(int count) {
      answers.request(count);
    }
  }

  /** A gateway that reads and acknowledges when it is told to. */
  private static final class SlowGateway extends DeliveryServiceGrpc.DeliveryServiceImplBase {
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private volatile boolean reading = true;
    private volatile boolean acknowledging = true;
    private volatile String unknown;

    @Override
    public StreamObserver<DeliveryBatch> deliver(StreamObserver<DeliveryAck> answers) {
      ServerCallStreamObserver<DeliveryAck> call = (ServerCallStreamObserver<DeliveryAck>) answers;
      if (!reading) {
        call.disableAutoRequest();
      }
      calls.add(new Call(call));
      return new StreamObserver<>() {
        @Override
        public void onNext(DeliveryBatch batch) {
          batch.getDeliveriesList().forEach(delivery -> ids.add(delivery.getId()));
          if (acknowledging) {
            DeliveryAck.Builder ack = DeliveryAck.newBuilder().setBatch(batch.getBatch());
            if (unknown != null) {
              ack.addUnknownSessions(unknown);
            }
            call.onNext(ack.build());
          }
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {
          call.onCompleted();
        }
      };
    }
  }
}
