package org.univoice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.websocket.MediaConfig;
import org.univoice.v1.AudioFormat;
import org.univoice.v1.ClientMessage;
import org.univoice.v1.Configure;
import org.univoice.v1.InterpreterServiceGrpc;
import org.univoice.v1.ServerMessage;

/** Conversations over gRPC are for those who say who they are, and for so many. */
class GrpcSeatsTest {
  private Gateway gateway;
  private ManagedChannel channel;

  @AfterEach
  void stop() {
    channel.shutdownNow();
    gateway.close();
  }

  @Test
  void shouldEndACallThatDoesNotSayWhoSpeaks() throws Exception {
    start(10, Duration.ofMillis(300));
    Call silent = new Call();
    open(silent);
    assertThat(silent.ended.get(10, TimeUnit.SECONDS)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);

    Call speaking = new Call();
    open(speaking).onNext(configure());
    speaking.ready.get(10, TimeUnit.SECONDS);
    Thread.sleep(600);
    assertThat(speaking.ended).isNotDone();
  }

  @Test
  void shouldHoldSoManyConversationsAndNoMore() throws Exception {
    start(1, Duration.ofSeconds(10));
    Call first = new Call();
    StreamObserver<ClientMessage> said = open(first);
    said.onNext(configure());
    first.ready.get(10, TimeUnit.SECONDS);
    Call second = new Call();
    open(second).onNext(configure());
    assertThat(second.ended.get(10, TimeUnit.SECONDS)).isEqualTo(Status.Code.UNAVAILABLE);

    said.onError(new IllegalStateException("the network is gone"));

    Eventually.eventually(
        "the place of who went is free",
        () -> {
          Call third = new Call();
          open(third).onNext(configure());
          return CompletableFuture.anyOf(third.ready, third.ended).join() == Status.Code.OK;
        });
  }

  private void start(int most, Duration seatWithin) {
    MediaConfig usual = MediaConfig.DEFAULT;
    gateway =
        Gateway.start(
            GatewayConfig.local()
                .onFreePorts()
                .withMedia(
                    new MediaConfig(
                        most,
                        usual.origins(),
                        seatWithin,
                        usual.ping(),
                        usual.idle(),
                        usual.acknowledge())),
            new FakeStreamPublisher(),
            Catalogues.englishAndPortuguese(),
            Clock.systemUTC());
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.apiAddress().getPort())
            .usePlaintext()
            .build();
  }

  private StreamObserver<ClientMessage> open(Call call) {
    return InterpreterServiceGrpc.newStub(channel).interpret(call);
  }

  private ClientMessage configure() {
    return ClientMessage.newBuilder()
        .setConfigure(
            Configure.newBuilder()
                .setTicket(TestClient.open(gateway).get("ticket").asText())
                .setAudio(AudioFormat.newBuilder().setEncoding(AudioFormat.Encoding.PCM16))
                .setSpeaks("en")
                .setHears("pt"))
        .build();
  }

  private static final class Call implements StreamObserver<ServerMessage> {
    private final CompletableFuture<Status.Code> ready = new CompletableFuture<>();
    private final CompletableFuture<Status.Code> ended = new CompletableFuture<>();

    @Override
    public void onNext(ServerMessage message) {
      ready.complete(Status.Code.OK);
    }

    @Override
    public void onError(Throwable failure) {
      ended.complete(Status.fromThrowable(failure).getCode());
    }

    @Override
    public void onCompleted() {
      ended.complete(Status.Code.OK);
    }
  }
}
