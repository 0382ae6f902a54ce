package org.univoice.gateway.grpc;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.rest.Callers;
import org.univoice.v1.ClientMessage;
import org.univoice.v1.InterpreterServiceGrpc;
import org.univoice.v1.ServerMessage;

/** The conversation over gRPC; its ticket says who speaks. */
final class InterpreterCalls extends InterpreterServiceGrpc.InterpreterServiceImplBase {
  private static final int RETRY_AFTER_SECONDS = 5;

  private final InterpreterRooms rooms;
  private final RichErrors errors;
  private final Semaphore places;

  InterpreterCalls(InterpreterRooms rooms, RichErrors errors) {
    this.rooms = rooms;
    this.errors = errors;
    this.places = new Semaphore(rooms.most());
  }

  @Override
  public StreamObserver<ClientMessage> interpret(StreamObserver<ServerMessage> answers) {
    ServiceRequestContext ctx = ServiceRequestContext.current();
    String requestId = Callers.requestId(ctx);
    if (!places.tryAcquire()) {
      answers.onError(errors.ending(full(), requestId));
      return new Unheard();
    }
    ctx.log().whenComplete().thenRun(places::release);
    ServerCallStreamObserver<ServerMessage> call =
        (ServerCallStreamObserver<ServerMessage>) answers;
    Interpretation interpretation =
        new Interpretation(rooms, errors, new Answers(call), ctx.blockingTaskExecutor(), requestId);
    call.disableAutoRequest();
    call.setOnReadyHandler(interpretation::clientReads);
    call.setOnCancelHandler(interpretation::lost);
    call.request(1);
    // Nobody has proven anything yet, so nobody waits here for long.
    ctx.blockingTaskExecutor()
        .schedule(
            interpretation::endUnlessBegun, rooms.seatWithin().toMillis(), TimeUnit.MILLISECONDS);
    return interpretation;
  }

  private static RefusedException full() {
    return new RefusedException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "This gateway has as many conversations as it can hold.",
        "Try again in a moment.",
        RETRY_AFTER_SECONDS);
  }

  /** Of a call that was refused. */
  private static final class Unheard implements StreamObserver<ClientMessage> {
    @Override
    public void onNext(ClientMessage message) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
