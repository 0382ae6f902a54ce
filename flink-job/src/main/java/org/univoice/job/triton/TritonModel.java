package org.univoice.job.triton;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.univoice.inference.GRPCInferenceServiceGrpc;
import org.univoice.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.univoice.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceStub;
import org.univoice.inference.ModelInferRequest;
import org.univoice.inference.ModelInferResponse;
import org.univoice.inference.ModelStreamInferResponse;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.ModelCall.AnswerObserver;
import org.univoice.job.call.ModelCall.Cancellable;
import org.univoice.job.call.ModelCallException;

/** One model of one Triton: requests in, decoded answers out. */
final class TritonModel implements AutoCloseable {

  /** Without it, Triton reports what fails inside a stream as a text that has no status. */
  private static final ClientInterceptor STATUS_ON_STREAMS =
      MetadataUtils.newAttachHeadersInterceptor(statusOnStreams());

  private static final long DESCRIBE_SECONDS = 5;

  private final TritonConfig config;
  private final String model;
  private final ManagedChannel channel;
  private final TritonRepair repair;

  TritonModel(TritonConfig config, String model) {
    this.config = config;
    this.model = model;
    this.channel = TritonChannels.acquire(config.address());
    this.repair = new TritonRepair(config.address(), model, config.failuresToRepair());
  }

  /** A call with one answer. */
  <A> ModelCall<A> unary(ModelInferRequest request, Function<Outputs, A> decode) {
    return new Call<>() {
      @Override
      public Cancellable start(AnswerObserver<A> observer) {
        Unary<A> unary = new Unary<>(observer, decode);
        async().modelInfer(request, unary);
        return unary;
      }
    };
  }

  /** A call of a decoupled model: any number of answers. */
  <A> ModelCall<A> streamed(ModelInferRequest request, Function<Outputs, A> decode) {
    return new Call<>() {
      @Override
      public Cancellable start(AnswerObserver<A> observer) {
        Streamed<A> streamed = new Streamed<>(observer, decode);
        var requests = async().withInterceptors(STATUS_ON_STREAMS).modelStreamInfer(streamed);
        requests.onNext(request);
        requests.onCompleted();
        return streamed;
      }
    };
  }

  /** Asks what the model declares about itself and waits for it. */
  String describe() {
    ModelInferRequest request = Tensors.forModel(model).bool("DESCRIBE", true).build();
    return new Outputs(
            blocking().withDeadlineAfter(DESCRIBE_SECONDS, TimeUnit.SECONDS).modelInfer(request))
        .string("DECLARATION");
  }

  private static Metadata statusOnStreams() {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("triton_grpc_error", Metadata.ASCII_STRING_MARSHALLER), "true");
    return headers;
  }

  @Override
  public void close() {
    TritonChannels.release(config.address());
  }

  private GRPCInferenceServiceStub async() {
    return GRPCInferenceServiceGrpc.newStub(channel)
        .withDeadlineAfter(config.deadline().toMillis(), TimeUnit.MILLISECONDS);
  }

  private GRPCInferenceServiceBlockingStub blocking() {
    return GRPCInferenceServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(config.deadline().toMillis(), TimeUnit.MILLISECONDS);
  }

  private abstract class Call<A> implements ModelCall<A> {
    @Override
    public String model() {
      return model;
    }
  }

  /** What unary and streamed calls have in common. gRPC calls it from one thread at a time. */
  private abstract class Observing<A, RESPONSE>
      implements ClientResponseObserver<ModelInferRequest, RESPONSE>, Cancellable {

    private final AnswerObserver<A> observer;
    private final Function<Outputs, A> decode;
    private ClientCallStreamObserver<ModelInferRequest> requests;
    private volatile boolean over;

    Observing(AnswerObserver<A> observer, Function<Outputs, A> decode) {
      this.observer = observer;
      this.decode = decode;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ModelInferRequest> stream) {
      requests = stream;
    }

    @Override
    public void cancel() {
      over = true;
      requests.cancel("not wanted any more", null);
    }

    void answer(Outputs outputs) {
      if (over) {
        return;
      }
      try {
        observer.onAnswer(decode.apply(outputs));
      } catch (ModelCallException e) {
        fail(e);
      } catch (RuntimeException e) {
        fail(new ModelCallException(model + " answered something unreadable", false, e));
      }
    }

    void fail(Throwable cause) {
      if (!over) {
        over = true;
        repair.failed(cause, blocking());
        observer.onFailed(TritonFailures.of(model, cause));
      }
    }

    void complete() {
      if (!over) {
        over = true;
        repair.succeeded();
        observer.onCompleted();
      }
    }

    @Override
    public void onError(Throwable cause) {
      fail(cause);
    }

    @Override
    public void onCompleted() {
      complete();
    }
  }

  private final class Unary<A> extends Observing<A, ModelInferResponse> {
    Unary(AnswerObserver<A> observer, Function<Outputs, A> decode) {
      super(observer, decode);
    }

    @Override
    public void onNext(ModelInferResponse response) {
      answer(new Outputs(response));
    }
  }

  private final class Streamed<A> extends Observing<A, ModelStreamInferResponse> {
    Streamed(AnswerObserver<A> observer, Function<Outputs, A> decode) {
      super(observer, decode);
    }

    @Override
    public void onNext(ModelStreamInferResponse response) {
      if (!response.getErrorMessage().isEmpty()) {
        fail(new ModelCallException(model + ": " + response.getErrorMessage(), true, null));
        return;
      }
      Outputs outputs = new Outputs(response.getInferResponse());
      if (!outputs.isEmpty()) {
        answer(outputs);
      }
      if (outputs.isLast()) {
        complete();
      }
    }
  }
}
