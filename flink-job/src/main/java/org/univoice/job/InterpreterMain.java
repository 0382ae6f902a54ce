package org.univoice.job;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.univoice.job.delivery.GatewayDeliverySink;
import org.univoice.job.stream.KinesisStream;

/** Starts the job: on the cluster it was submitted to, or on one of its own in this process. */
public final class InterpreterMain {

  private static final Logger LOG = LoggerFactory.getLogger(InterpreterMain.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final long LOOK_EVERY_MILLIS = 50;

  /** Whoever asked for a savepoint wants to be told where it is before the answerer is gone. */
  private static final long LINGER_MILLIS = 2_000;

  private InterpreterMain() {}

  public static void main(String[] args) throws Exception {
    JobConfig config;
    try {
      config = JobConfig.of(args);
    } catch (IllegalArgumentException e) {
      if (submitted()) {
        throw e;
      }
      System.err.println("univoice job: " + e.getMessage());
      System.exit(2);
      return;
    }
    if (!config.cluster().embedded()) {
      run(config);
      return;
    }
    if (submitted()) {
      throw new IllegalArgumentException("--embedded true is not for a job on a cluster");
    }
    // What speaks through java.util.logging, such as gRPC, is logged like all else.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    // The cluster in this process has threads that outlive the job.
    System.exit(exitCodeOf(config));
  }

  /** Whether a Flink cluster loaded this jar: the process is its JobManager then, and goes on. */
  private static boolean submitted() {
    return InterpreterMain.class.getClassLoader() != ClassLoader.getSystemClassLoader();
  }

  private static int exitCodeOf(JobConfig config) throws InterruptedException {
    try {
      run(config);
      Thread.sleep(LINGER_MILLIS);
      return 0;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      LOG.error("The job has failed", e);
      System.err.println("univoice job: " + rootOf(e));
      return 1;
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static void run(JobConfig config) throws Exception {
    Configuration flink = configuration(config.cluster());
    StreamExecutionEnvironment env =
        config.cluster().embedded()
            ? StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(flink)
            : StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(config.cluster().parallelism());
    ModelClients models = ModelClients.of(config);
    if (config.cluster().embedded()) {
      // A cluster's TaskManagers are other processes.
      WarmUp.of(models);
    }
    new InterpreterJob(config, models, Clock.systemUTC())
        .connect(KinesisStream.open(env, config.stream()), new GatewayDeliverySink());
    JobClient job = env.executeAsync("univoice");
    if (!config.cluster().embedded()) {
      // Whoever submitted it watches it; a cluster does not let a submitted program wait for
      // itself.
      return;
    }
    LOG.info("Job {} is submitted", job.getJobID());
    awaitRunning(job);
    LOG.info("Job {} runs", job.getJobID());
    job.getJobExecutionResult().get();
  }

  private static void awaitRunning(JobClient job) throws Exception {
    JobStatus status = job.getJobStatus().get();
    while (status != JobStatus.RUNNING && !status.isTerminalState()) {
      Thread.sleep(LOOK_EVERY_MILLIS);
      status = job.getJobStatus().get();
    }
  }

  private static Configuration configuration(ClusterConfig cluster) {
    Configuration flink = new Configuration();
    // A record that falls to Kryo is slow and cannot evolve: better no job than such a one.
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    if (!cluster.localState().isEmpty()) {
      flink.set(RocksDBOptions.LOCAL_DIRECTORIES, cluster.localState());
    }
    // A thousand chunks a second are few; waiting for company costs every one of them each stage.
    flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
    flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(50));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(200));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(10));
    if (!cluster.checkpoints().isEmpty()) {
      flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, cluster.checkpointInterval());
      flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(cluster.checkpoints()));
      flink.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
      // A full disk must not silence anybody; what is lost with it is the way back.
      flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 1_000);
      // Aligned while that is quick; unaligned rather than making anybody wait.
      flink.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
      flink.set(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, Duration.ofMillis(100));
    }
    restorePath(cluster).ifPresent(path -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    if (cluster.embedded()) {
      // Nobody outside this process talks to it but who looks at its dashboard.
      flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
      flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
      flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
      flink.set(RestOptions.ADDRESS, LOOPBACK);
      flink.set(RestOptions.BIND_PORT, String.valueOf(cluster.dashboardPort()));
      flink.set(RestOptions.PORT, cluster.dashboardPort());
      flink.set(
          TaskManagerOptions.MANAGED_MEMORY_SIZE,
          MemorySize.ofMebiBytes(cluster.managedMemoryMib()));
      flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
      flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    }
    return flink;
  }

  private static java.util.Optional<String> restorePath(ClusterConfig cluster) {
    if (cluster.restore().equals("latest")) {
      return LatestCheckpoint.below(Path.of(URI.create(uri(cluster.checkpoints()))))
          .map(path -> path.toUri().toString());
    }
    return cluster.restore().isEmpty()
        ? java.util.Optional.empty()
        : java.util.Optional.of(uri(cluster.restore()));
  }

  private static String uri(String folder) {
    return folder.contains(":/") ? folder : Path.of(folder).toAbsolutePath().toUri().toString();
  }
}
