package org.univoice.local.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.Gateway;
import org.univoice.gateway.GatewayConfig;
import org.univoice.gateway.Outside;
import org.univoice.gateway.PersonalStores;
import org.univoice.gateway.Stores;
import org.univoice.gateway.aws.AwsClients;
import org.univoice.gateway.aws.AwsConfig;
import org.univoice.gateway.aws.StoreSetup;
import org.univoice.gateway.catalogue.CatalogueUnavailableException;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.catalogue.triton.TritonLanguageCatalogue;
import org.univoice.gateway.stream.kinesis.KinesisConfig;
import org.univoice.gateway.stream.kinesis.KinesisStreamPublisher;
import org.univoice.gateway.tls.ReloadedTls;
import org.univoice.gateway.voice.triton.TritonVoiceprints;
import org.univoice.gateway.web.WebConfig;
import org.univoice.local.FailedException;
import org.univoice.local.Run;
import org.univoice.local.lan.Lan;

/** Everything on one machine, running: stand-in, Triton, job and gateway. */
public final class Stack implements AutoCloseable {
  static final String STREAM = "univoice";
  private static final Logger LOG = LoggerFactory.getLogger(Stack.class);
  private static final Duration CATALOGUE_REFRESH = Duration.ofSeconds(10);
  private static final Duration CATALOGUE_PATIENCE = Duration.ofSeconds(15);
  private static final Duration VOICEPRINT_PATIENCE = Duration.ofSeconds(10);

  private final StackConfig config;
  private final StackListener listener;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final StandIn standIn;
  private final TritonServer triton;
  private final String models;
  private final boolean ownModels;
  private final boolean ownJob;
  private final JobProcess job;
  private final Supervisor standInProcess;
  private final Supervisor tritonProcess;
  private final Supervisor jobProcess;
  private final Optional<StoreStandIn> store;
  private final Optional<Supervisor> storeProcess;
  private final CompletableFuture<Void> jobEnded = new CompletableFuture<>();
  private volatile boolean restarting;
  private volatile boolean closed;
  private Gateway gateway;
  private volatile PersonalStores personal;
  private TritonLanguageCatalogue catalogue;

  private Stack(StackConfig config, StackListener listener, String foreignModels, boolean ownJob) {
    this.config = config;
    this.listener = listener;
    this.standIn = new StandIn(config);
    this.triton = new TritonServer(config);
    this.models = foreignModels.isEmpty() ? triton.grpc() : foreignModels;
    this.ownModels = foreignModels.isEmpty();
    this.ownJob = ownJob;
    this.job = new JobProcess(config, standIn.endpoint(), models);
    this.standInProcess = supervise(standIn, () -> {});
    this.tritonProcess = supervise(triton, () -> {});
    this.jobProcess = supervise(job, this::jobEndedOnPurpose);
    this.store = config.store().map(folder -> new StoreStandIn(config, folder.folder()));
    this.storeProcess = store.map(part -> supervise(part, () -> {}));
  }

  private Supervisor supervise(Part part, Runnable endedOnPurpose) {
    return new Supervisor(part, listener::notice, endedOnPurpose);
  }

  /**
   * Starts everything at once and returns when it serves.
   *
   * @throws FailedException naming the part that failed and its log; nothing is left running then
   */
  public static Stack start(StackConfig config, StackListener listener) {
    return start(config, listener, stack -> {});
  }

  /**
   * As {@link #start(StackConfig, StackListener)}.
   *
   * @param made is given the stack before anything starts: closing it ends what has started by then
   */
  public static Stack start(StackConfig config, StackListener listener, Consumer<Stack> made) {
    Stack stack = new Stack(config, listener, "", true);
    made.accept(stack);
    return start(stack);
  }

  /**
   * As {@link #start(StackConfig, StackListener)}, with models that somebody else serves.
   *
   * @param models host:port of their gRPC endpoint
   */
  public static Stack startWithModels(StackConfig config, StackListener listener, String models) {
    return start(new Stack(config, listener, models, true));
  }

  /**
   * As {@link #startWithModels}, for a job that somebody else starts on a Flink cluster whose
   * dashboard has the port that {@code config} names.
   */
  public static Stack startWithoutJob(StackConfig config, StackListener listener, String models) {
    return start(new Stack(config, listener, models, false));
  }

  private static Stack start(Stack stack) {
    try {
      stack.connect();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private void connect() {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CompletableFuture<Void> models =
          CompletableFuture.runAsync(this::startModels, threads)
              .thenRun(() -> timed("Languages", this::openCatalogue));
      CompletableFuture<KinesisStreamPublisher> publisher =
          CompletableFuture.runAsync(() -> timed(standIn.name(), standInProcess::start), threads)
              .thenApply(ignored -> openStream());
      CompletableFuture<Stores> stores = CompletableFuture.supplyAsync(this::openStores, threads);
      CompletableFuture<Void> dataflow = publisher.thenRunAsync(this::startJob, threads);
      CompletableFuture.allOf(models, dataflow, stores).join();
      timed("Gateway", () -> startGateway(publisher.join(), stores.join()));
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new FailedException("The stack could not be started", e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  private void startModels() {
    if (ownModels) {
      timed(triton.name(), tritonProcess::start);
    }
  }

  private void startJob() {
    if (ownJob) {
      keep(job::forgetState);
      timed(job.name(), jobProcess::start);
    }
  }

  private void openCatalogue() {
    catalogue = new TritonLanguageCatalogue(models, CATALOGUE_REFRESH);
    keep(catalogue);
    long deadline = System.nanoTime() + CATALOGUE_PATIENCE.toNanos();
    while (true) {
      try {
        listener.served(catalogue.languages());
        return;
      } catch (CatalogueUnavailableException e) {
        if (System.nanoTime() > deadline) {
          throw new FailedException(
              "The models do not say what they serve (log: " + config.log("triton") + ")", e);
        }
        pause();
      }
    }
  }

  private KinesisStreamPublisher openStream() {
    try {
      KinesisStreamPublisher publisher =
          KinesisStreamPublisher.connect(
              KinesisConfig.standIn(STREAM, URI.create(standIn.endpoint())),
              "127.0.0.1:" + config.ports().delivery(),
              Clock.systemUTC());
      keep(publisher);
      return publisher;
    } catch (TimeoutException e) {
      throw new FailedException("The stream did not get ready (log: " + config.log("aws") + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("Interrupted", e);
    }
  }

  private Stores openStores() {
    if (store.isEmpty()) {
      personal = PersonalStores.inMemory();
      return Stores.inMemory();
    }
    timed(store.get().name(), storeProcess.get()::start);
    AwsConfig config = AwsConfig.standIn(store.get().endpoint());
    timed("Tables", () -> StoreSetup.ensure(config));
    AwsClients clients = new AwsClients(config);
    keep(clients);
    personal = PersonalStores.aws(clients);
    return Stores.aws(clients, Clock.systemUTC());
  }

  private void startGateway(KinesisStreamPublisher publisher, Stores stores) {
    GatewayConfig local = gatewayConfig();
    TritonVoiceprints voiceprints = new TritonVoiceprints(models, VOICEPRINT_PATIENCE);
    keep(voiceprints);
    Outside outside =
        Outside.local(local, publisher, catalogue, Clock.systemUTC())
            .withStores(stores)
            .withPersonal(personal.withVoiceprints(voiceprints));
    if (config.lan().isPresent()) {
      ReloadedTls tls = ReloadedTls.open(config.lan().get().tls());
      keep(tls);
      outside = outside.withTls(tls);
    }
    gateway = Gateway.start(local, outside);
    keep(gateway);
  }

  private GatewayConfig gatewayConfig() {
    GatewayConfig local =
        GatewayConfig.local()
            .withApiPort(config.ports().api())
            .withMediaPort(config.ports().media())
            .withDeliveryPort(config.ports().delivery());
    WebConfig web = WebConfig.NONE;
    if (config.page().isPresent()) {
      web = web.withFolder(config.page().get());
    }
    GatewayConfig serving = local.withWeb(web);
    return config.lan().map(lan -> lan.open(serving)).orElse(serving);
  }

  private void timed(String name, Runnable step) {
    long started = System.nanoTime();
    step.run();
    listener.started(name, Duration.ofNanos(System.nanoTime() - started));
  }

  private synchronized void keep(AutoCloseable part) {
    parts.push(part);
  }

  /** As programs on this machine reach it. */
  public URI api() {
    return api("127.0.0.1");
  }

  /** As browsers reach it, on other devices too where there is a local network. */
  public URI page() {
    return api(config.lan().map(Lan::address).orElse("127.0.0.1"));
  }

  private URI api(String host) {
    String scheme = config.lan().isPresent() ? "https" : "http";
    return URI.create(scheme + "://" + host + ":" + gateway.apiAddress().getPort());
  }

  public URI media() {
    return gateway.mediaUrl();
  }

  public URI dashboard() {
    return URI.create(job.dashboard());
  }

  /** Address of the stand-in for Kinesis. */
  public URI kinesis() {
    return URI.create(standIn.endpoint());
  }

  /** host:port of Triton's gRPC endpoint. */
  public String triton() {
    return models;
  }

  public String apiToken() {
    return gateway.apiToken();
  }

  public Languages languages() {
    return catalogue.languages();
  }

  public Path runFolder() {
    return config.runFolder();
  }

  private void jobEndedOnPurpose() {
    if (!restarting) {
      jobEnded.complete(null);
    }
  }

  /**
   * Stops the job with a savepoint and starts it again from there, while sessions go on.
   *
   * @return the savepoint
   */
  public Path restartJob() {
    restarting = true;
    try {
      GuardedProcess former = jobProcess.process();
      Path savepoint = Savepoint.stop(dashboard(), runFolder().resolve(Run.SAVEPOINTS));
      former.ended().join();
      job.restoreFrom(savepoint);
      jobProcess.start();
      return savepoint;
    } finally {
      restarting = false;
    }
  }

  /** Completes when the job was stopped on purpose, with a savepoint. */
  public CompletableFuture<Void> jobEnded() {
    return jobEnded;
  }

  /** The job's own process, while it runs. */
  public Optional<ProcessHandle> jobProcess() {
    return jobProcess.process().process();
  }

  /** Triton's own process, while it runs. */
  public Optional<ProcessHandle> tritonProcess() {
    return tritonProcess.process().process();
  }

  public Memory memory() {
    Map<String, Long> bytes = new LinkedHashMap<>();
    bytes.put("gateway and command line", Memory.of(List.of(ProcessHandle.current().pid())));
    bytes.put(job.name(), Memory.of(jobProcess.processIds()));
    bytes.put(triton.name(), Memory.of(tritonProcess.processIds()));
    bytes.put(standIn.name(), Memory.of(standInProcess.processIds()));
    store.ifPresent(
        part -> bytes.put(part.name(), Memory.of(storeProcess.orElseThrow().processIds())));
    return new Memory(bytes);
  }

  @Override
  public synchronized void close() {
    if (gateway != null) {
      gateway.close();
      gateway = null;
    }
    Stream.concat(Stream.of(jobProcess, tritonProcess, standInProcess), storeProcess.stream())
        .toList()
        .parallelStream()
        .forEach(Supervisor::close);
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("A part of the stack did not close", e);
      }
    }
    if (ownJob) {
      Run.end(config.runFolder());
    }
    closed = true;
  }

  /** Whether everything has ended. */
  public boolean isClosed() {
    return closed;
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("Interrupted", e);
    }
  }
}
