package org.univoice.gateway.grpc;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.limit.EndpointClass;
import org.univoice.gateway.rest.CallerLimits;
import org.univoice.gateway.rest.Callers;
import org.univoice.log.LogFields;

/** What every call with one answer has in common: who asks, the log's fields, how it errs. */
final class Calls {
  /** How calls that change nothing are named. */
  private static final Pattern READING = Pattern.compile(".*/(Get|List|Download)[A-Z][A-Za-z]*");

  private final Callers callers;
  private final CallerLimits limits;
  private final RichErrors errors;

  Calls(Callers callers, CallerLimits limits, RichErrors errors) {
    this.callers = callers;
    this.limits = limits;
    this.errors = errors;
  }

  /** Answers a call of somebody who must be known. */
  <T> void answer(StreamObserver<T> answers, Function<Caller, T> work) {
    ServiceRequestContext ctx = ServiceRequestContext.current();
    answer(ctx, answers, () -> work.apply(caller(ctx)));
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

  /** Who makes the current call, which counts as a request of theirs. */
  Caller caller() {
    return caller(ServiceRequestContext.current());
  }

  private Caller caller(ServiceRequestContext ctx) {
    Caller caller = callers.of(ctx);
    boolean isReading = READING.matcher(ctx.path()).matches();
    limits.count(ctx, caller, isReading ? EndpointClass.READ : EndpointClass.WRITE, 1);
    return caller;
  }

  RichErrors errors() {
    return errors;
  }
}
