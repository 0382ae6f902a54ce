package org.univoice.gateway.catalogue.triton;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.catalogue.CatalogueUnavailableException;
import org.univoice.gateway.catalogue.DeclarationMerger;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.catalogue.ModelDeclaration;
import org.univoice.inference.GRPCInferenceServiceGrpc;
import org.univoice.inference.ModelInferRequest;
import org.univoice.inference.ModelInferResponse;
import org.univoice.inference.ModelStreamInferResponse;

/**
 * Asks the four models on Triton what they serve, again and again. A model that does not answer
 * keeps what it said last; until the recognizer and the translator have answered once, nothing is
 * served.
 */
public final class TritonLanguageCatalogue implements LanguageCatalogue, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TritonLanguageCatalogue.class);
  private static final long FIRST_ANSWERS_RETRY_MILLIS = 500;
  private static final long CALL_DEADLINE_SECONDS = 5;

  private final ManagedChannel channel;
  private final ScheduledExecutorService refresher;
  private final long refreshMillis;
  private final Map<String, ModelDeclaration> declarations = new ConcurrentHashMap<>();
  private final List<String> asked;
  private volatile Languages languages;

  /**
   * @param target "host:port" of Triton's gRPC endpoint
   */
  public TritonLanguageCatalogue(String target, Duration refresh) {
    this(target, refresh, List.of());
  }

  /**
   * @param elsewhere what serves in the place of Triton's models, each by its role; those models
   *     are not asked
   */
  public TritonLanguageCatalogue(
      String target, Duration refresh, Collection<ModelDeclaration> elsewhere) {
    elsewhere.forEach(declaration -> declarations.put(declaration.role(), declaration));
    asked =
        DeclarationMerger.ROLES.stream().filter(role -> !declarations.containsKey(role)).toList();
    channel = NettyChannelBuilder.forTarget(target).usePlaintext().build();
    refreshMillis = refresh.toMillis();
    refresher =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "language-catalogue");
              thread.setDaemon(true);
              return thread;
            });
    refresher.execute(this::refresh);
  }

  @Override
  public Languages languages() {
    Languages known = languages;
    if (known == null) {
      throw new CatalogueUnavailableException("The models have not answered yet", null);
    }
    return known;
  }

  private void refresh() {
    asked.forEach(this::describe);
    boolean enough =
        declarations.containsKey(DeclarationMerger.RECOGNIZER)
            && declarations.containsKey(DeclarationMerger.TRANSLATOR);
    if (enough) {
      languages = DeclarationMerger.merge(declarations.values());
    }
    boolean all = declarations.keySet().containsAll(DeclarationMerger.ROLES);
    long delayMillis = all ? refreshMillis : Math.min(refreshMillis, FIRST_ANSWERS_RETRY_MILLIS);
    if (!refresher.isShutdown()) {
      refresher.schedule(this::refresh, delayMillis, TimeUnit.MILLISECONDS);
    }
  }

  private void describe(String role) {
    try {
      declarations.put(role, DescribeCall.declaration(ask(role)));
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.debug("{} did not describe itself: {}", role, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Over the streaming call: a decoupled model, as the synthesizer is, answers no other. */
  private ModelInferResponse ask(String role)
      throws ExecutionException, TimeoutException, InterruptedException {
    FirstAnswer answer = new FirstAnswer();
    StreamObserver<ModelInferRequest> requests =
        GRPCInferenceServiceGrpc.newStub(channel)
            .withDeadlineAfter(CALL_DEADLINE_SECONDS, TimeUnit.SECONDS)
            .modelStreamInfer(answer);
    requests.onNext(DescribeCall.request(role));
    requests.onCompleted();
    return answer.response.get(CALL_DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    refresher.shutdownNow();
    channel.shutdownNow();
  }

  /** Keeps the first answer with outputs; a decoupled model may close with an empty one. */
  private static final class FirstAnswer implements StreamObserver<ModelStreamInferResponse> {
    private final CompletableFuture<ModelInferResponse> response = new CompletableFuture<>();

    @Override
    public void onNext(ModelStreamInferResponse answer) {
      if (!answer.getErrorMessage().isEmpty()) {
        response.completeExceptionally(new IllegalStateException(answer.getErrorMessage()));
      } else if (answer.getInferResponse().getOutputsCount() > 0) {
        response.complete(answer.getInferResponse());
      }
    }

    @Override
    public void onError(Throwable failure) {
      response.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      response.completeExceptionally(new IllegalStateException("ended without an answer"));
    }
  }
}
