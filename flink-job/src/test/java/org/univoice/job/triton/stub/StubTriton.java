package org.univoice.job.triton.stub;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.univoice.inference.GRPCInferenceServiceGrpc;
import org.univoice.inference.InferParameter;
import org.univoice.inference.ModelInferRequest;
import org.univoice.inference.ModelInferResponse;
import org.univoice.inference.ModelReadyRequest;
import org.univoice.inference.ModelReadyResponse;
import org.univoice.inference.ModelStreamInferResponse;
import org.univoice.inference.RepositoryModelLoadRequest;
import org.univoice.inference.RepositoryModelLoadResponse;
import org.univoice.inference.RepositoryModelUnloadRequest;
import org.univoice.inference.RepositoryModelUnloadResponse;
import org.univoice.inference.ServerReadyRequest;
import org.univoice.inference.ServerReadyResponse;

/**
 * The inference service on loopback with canned answers for the four roles, at once or after a
 * fixed time: measures everything but the models. {@link #main} runs it as a process of its own.
 */
public final class StubTriton implements AutoCloseable {

  private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  private final Server server;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(StubTriton::daemon);
  private final Map<String, Status> broken = new ConcurrentHashMap<>();
  private final List<String> repository = new CopyOnWriteArrayList<>();
  private final List<ModelInferRequest> requests = new CopyOnWriteArrayList<>();
  private volatile long latencyMillis;
  private volatile boolean recording;

  private StubTriton(int port) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .directExecutor()
            .addService(new Service())
            .build()
            .start();
  }

  /** On a free port of loopback. */
  public static StubTriton start() throws IOException {
    return new StubTriton(0);
  }

  /**
   * @param port 0 for a free one
   */
  public static StubTriton start(int port) throws IOException {
    return new StubTriton(port);
  }

  /** Arguments: port (default 8001), latency of every answer in ms (default 0). */
  public static void main(String[] args) throws Exception {
    StubTriton stub = start(args.length > 0 ? Integer.parseInt(args[0]) : 8001);
    stub.answerAfter(args.length > 1 ? Long.parseLong(args[1]) : 0);
    System.out.println("stub models at " + stub.address());
    stub.server.awaitTermination();
  }

  /** "127.0.0.1:port". */
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  public StubTriton answerAfter(long millis) {
    latencyMillis = millis;
    return this;
  }

  /** A model answers with this status until it was unloaded and loaded. */
  public StubTriton breaks(String model, Status status) {
    broken.put(model, status);
    return this;
  }

  /** Keeps requests for {@link #requests()}. */
  public StubTriton recordRequests() {
    recording = true;
    return this;
  }

  public List<ModelInferRequest> requests() {
    return requests;
  }

  /** "unload model" and "load model" in the order in which they were asked for. */
  public List<String> repositoryCalls() {
    return repository;
  }

  @Override
  public void close() {
    server.shutdownNow();
    later.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "stub-triton");
    thread.setDaemon(true);
    return thread;
  }

  private final class Service extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> observer) {
      soon(
          () -> {
            Status status = arrived(request);
            if (status != null) {
              observer.onError(status.asRuntimeException());
              return;
            }
            observer.onNext(StubAnswers.to(request).get(0));
            observer.onCompleted();
          });
    }

    @Override
    public StreamObserver<ModelInferRequest> modelStreamInfer(
        StreamObserver<ModelStreamInferResponse> observer) {
      return new StreamObserver<>() {
        private volatile boolean failed;

        @Override
        public void onNext(ModelInferRequest request) {
          soon(() -> failed = !stream(request, observer));
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {
          soon(
              () -> {
                if (!failed) {
                  observer.onCompleted();
                }
              });
        }
      };
    }

    private boolean stream(
        ModelInferRequest request, StreamObserver<ModelStreamInferResponse> observer) {
      Status status = arrived(request);
      if (status != null) {
        observer.onError(status.asRuntimeException());
        return false;
      }
      for (ModelInferResponse answer : StubAnswers.to(request)) {
        observer.onNext(
            ModelStreamInferResponse.newBuilder()
                .setInferResponse(
                    answer.toBuilder().putParameters("triton_final_response", bool(false)))
                .build());
      }
      observer.onNext(
          ModelStreamInferResponse.newBuilder()
              .setInferResponse(
                  ModelInferResponse.newBuilder()
                      .setModelName(request.getModelName())
                      .putParameters("triton_final_response", bool(true)))
              .build());
      return true;
    }

    private InferParameter bool(boolean value) {
      return InferParameter.newBuilder().setBoolParam(value).build();
    }

    private Status arrived(ModelInferRequest request) {
      if (recording) {
        requests.add(request);
      }
      return broken.get(request.getModelName());
    }

    private void soon(Runnable step) {
      if (latencyMillis == 0) {
        step.run();
      } else {
        later.schedule(step, latencyMillis, TimeUnit.MILLISECONDS);
      }
    }

    @Override
    public void serverReady(
        ServerReadyRequest request, StreamObserver<ServerReadyResponse> observer) {
      answer(observer, ServerReadyResponse.newBuilder().setReady(true).build());
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> observer) {
      answer(observer, ModelReadyResponse.newBuilder().setReady(true).build());
    }

    @Override
    public void repositoryModelLoad(
        RepositoryModelLoadRequest request, StreamObserver<RepositoryModelLoadResponse> observer) {
      if (repository.contains("unload " + request.getModelName())) {
        broken.remove(request.getModelName());
      }
      repository.add("load " + request.getModelName());
      answer(observer, RepositoryModelLoadResponse.getDefaultInstance());
    }

    @Override
    public void repositoryModelUnload(
        RepositoryModelUnloadRequest request,
        StreamObserver<RepositoryModelUnloadResponse> observer) {
      repository.add("unload " + request.getModelName());
      answer(observer, RepositoryModelUnloadResponse.getDefaultInstance());
    }

    private <T> void answer(StreamObserver<T> observer, T message) {
      observer.onNext(message);
      observer.onCompleted();
    }
  }
}
