package org.univoice.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.MutableClock;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.v1.ServerMessage;

class IntakeTest {
  private final Client client = new Client();
  private final Answers answers = new Answers(client);
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final Intake intake =
      new Intake(
          new FakeStreamPublisher(),
          answers,
          new Outlet(answers, executor, () -> {}),
          executor,
          new MutableClock());

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void shouldAskForNoMoreOfAClientThatDoesNotReadTheAnswers() {
    intake.accepted(50);
    assertThat(client.asked).isEqualTo(1);

    client.reads = false;
    intake.accepted(50);
    assertThat(client.asked).isEqualTo(1);
    client.reads = true;
    intake.clientReads();
    intake.clientReads();
    assertThat(client.asked).isEqualTo(2);
  }

  private static final class Client extends ServerCallStreamObserver<ServerMessage> {
    private boolean reads = true;
    private int asked;

    @Override
    public boolean isReady() {
      return reads;
    }

    @Override
    public void request(int count) {
      asked += count;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void onNext(ServerMessage message) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
