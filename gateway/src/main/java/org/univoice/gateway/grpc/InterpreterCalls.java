package org.univoice.gateway.grpc;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.univoice.gateway.rest.Callers;
import org.univoice.v1.ClientMessage;
import org.univoice.v1.InterpreterServiceGrpc;
import org.univoice.v1.ServerMessage;

/** The conversation over gRPC; its ticket says who speaks. */
final class InterpreterCalls extends InterpreterServiceGrpc.InterpreterServiceImplBase {
  private final InterpreterRooms rooms;
  private final RichErrors errors;

  InterpreterCalls(InterpreterRooms rooms, RichErrors errors) {
    this.rooms = rooms;
    this.errors = errors;
  }

  @Override
  public StreamObserver<ClientMessage> interpret(StreamObserver<ServerMessage> answers) {
    ServiceRequestContext ctx = ServiceRequestContext.current();
    ServerCallStreamObserver<ServerMessage> call =
        (ServerCallStreamObserver<ServerMessage>) answers;
    Interpretation interpretation =
        new Interpretation(
            rooms, errors, new Answers(call), ctx.blockingTaskExecutor(), Callers.requestId(ctx));
    call.disableAutoRequest();
    call.setOnReadyHandler(interpretation::clientReads);
    call.setOnCancelHandler(interpretation::lost);
    call.request(1);
    return interpretation;
  }
}
