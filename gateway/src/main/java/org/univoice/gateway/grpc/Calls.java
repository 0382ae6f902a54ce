package org.univoice.gateway.grpc;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;
import java.util.function.Supplier;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.rest.Callers;
import org.univoice.log.LogFields;

/** What every call with one answer has in common: who asks, the log's fields, how it errs. */
final class Calls {
  private final Callers callers;
  private final RichErrors errors;

  Calls(Callers callers, RichErrors errors) {
    this.callers = callers;
    this.errors = errors;
  }

  /** Answers a call of somebody who must be known. */
  <T> void answer(StreamObserver<T> answers, Function<Caller, T> work) {
    ServiceRequestContext ctx = ServiceRequestContext.current();
    answer(ctx, answers, () -> work.apply(callers.of(ctx)));
  }

  /** Answers a call of anybody. */
  <T> void answerAnybody(StreamObserver<T> answers, Supplier<T> work) {
    answer(ServiceRequestContext.current(), answers, work);
  }

  private <T> void answer(ServiceRequestContext ctx, StreamObserver<T> answers, Supplier<T> work) {
    String requestId = Callers.requestId(ctx);
    T answer;
    try {
      answer = LogFields.ofRequest(requestId).call(work::get);
    } catch (RuntimeException e) {
      answers.onError(errors.ending(e, requestId));
      return;
    }
    answers.onNext(answer);
    answers.onCompleted();
  }

  Caller caller() {
    return callers.of(ServiceRequestContext.current());
  }

  RichErrors errors() {
    return errors;
  }
}
