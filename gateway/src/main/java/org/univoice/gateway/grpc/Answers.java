package org.univoice.gateway.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import org.univoice.v1.ServerMessage;

/** The answering side of one call, for many threads; silent once it has ended. */
final class Answers {
  private final ServerCallStreamObserver<ServerMessage> call;
  private boolean over;

  Answers(ServerCallStreamObserver<ServerMessage> call) {
    this.call = call;
  }

  synchronized boolean isReady() {
    return !over && call.isReady();
  }

  synchronized void send(ServerMessage message) {
    if (!over) {
      call.onNext(message);
    }
  }

  /** Asks for the client's next message. */
  synchronized void more() {
    if (!over) {
      call.request(1);
    }
  }

  synchronized void complete() {
    if (!over) {
      over = true;
      call.onCompleted();
    }
  }

  synchronized void fail(Throwable ending) {
    if (!over) {
      over = true;
      call.onError(ending);
    }
  }

  /** The client is gone. */
  synchronized void lost() {
    over = true;
  }

  synchronized boolean isOver() {
    return over;
  }
}
