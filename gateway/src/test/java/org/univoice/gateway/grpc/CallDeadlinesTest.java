package org.univoice.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.v1.LanguageServiceGrpc;
import org.univoice.v1.ListLanguagesRequest;
import org.univoice.v1.ListLanguagesResponse;

class CallDeadlinesTest {
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() {
    server =
        Server.builder()
            .service(
                GrpcService.builder()
                    .addService(new Silent())
                    .exceptionHandler(CallDeadlines::status)
                    .build(),
                service -> new CallDeadlines(service, Duration.ofSeconds(2)))
            .build();
    server.start().join();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.activeLocalPort())
            .usePlaintext()
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.stop().join();
  }

  @Test
  void shouldEndACallThatNobodyAnswersWhateverItsClientWants() {
    LanguageServiceGrpc.LanguageServiceFutureStub client =
        LanguageServiceGrpc.newFutureStub(channel);

    assertThat(ending(client)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(ending(client.withDeadlineAfter(1, TimeUnit.HOURS)))
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  /** Fails instead of hanging when the call does not end. */
  private static Status.Code ending(LanguageServiceGrpc.LanguageServiceFutureStub stub) {
    ExecutionException ended =
        catchThrowableOfType(
            ExecutionException.class,
            () ->
                stub.listLanguages(ListLanguagesRequest.getDefaultInstance())
                    .get(20, TimeUnit.SECONDS));
    return Status.fromThrowable(ended).getCode();
  }

  private static final class Silent extends LanguageServiceGrpc.LanguageServiceImplBase {
    @Override
    public void listLanguages(
        ListLanguagesRequest request, StreamObserver<ListLanguagesResponse> answers) {}
  }
}
