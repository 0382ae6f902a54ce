package org.univoice.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.univoice.local.FailedException;

/**
 * A standalone session cluster as a distribution's scripts start one: a JobManager and a
 * TaskManager in processes of their own, with nothing of ours on their class path.
 */
final class FlinkCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Sizes that a distribution comes with. */
  private static final String CONFIGURATION =
      """
      jobmanager.rpc.address: 127.0.0.1
      jobmanager.rpc.port: %d
      jobmanager.bind-host: 127.0.0.1
      jobmanager.memory.process.size: 1600m
      taskmanager.host: 127.0.0.1
      taskmanager.bind-host: 127.0.0.1
      taskmanager.memory.process.size: 1728m
      taskmanager.numberOfTaskSlots: 1
      rest.address: 127.0.0.1
      rest.bind-address: 127.0.0.1
      rest.port: %d
      io.tmp.dirs: %s
      """;

  private final StackConfig config;
  private final Path lib;
  private final Path configuration;
  private final List<GuardedProcess> processes = new ArrayList<>();

  private FlinkCluster(StackConfig config, Path lib) {
    this.config = config;
    this.lib = lib;
    this.configuration = config.runFolder().resolve("flink-conf");
  }

  /**
   * @param lib jars of a distribution
   * @param rpcPort for the two processes to find each other
   */
  static FlinkCluster start(StackConfig config, Path lib, int rpcPort)
      throws IOException, InterruptedException {
    FlinkCluster cluster = new FlinkCluster(config, lib);
    try {
      Path temporary = Files.createDirectories(config.runFolder().resolve("flink-tmp"));
      Files.createDirectories(cluster.configuration);
      Files.writeString(
          cluster.configuration.resolve("config.yaml"),
          CONFIGURATION.formatted(rpcPort, config.ports().dashboard(), temporary));
      cluster.startProcess(
          "jobmanager", "runtime.entrypoint.StandaloneSessionClusterEntrypoint", "JM");
      GuardedProcess last =
          cluster.startProcess("taskmanager", "runtime.taskexecutor.TaskManagerRunner", "TM");
      Readiness.await("The Flink cluster", last, PATIENCE, cluster::hasAFreeSlot);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  URI dashboard() {
    return URI.create("http://127.0.0.1:" + config.ports().dashboard());
  }

  List<GuardedProcess> processes() {
    return processes;
  }

  GuardedProcess taskManager() {
    return processes.get(1);
  }

  private boolean hasAFreeSlot() throws IOException, InterruptedException {
    String overview = Readiness.get(dashboard() + "/overview").orElse("{}");
    return new ObjectMapper().readTree(overview).path("slots-available").asInt() == 1;
  }

  private GuardedProcess startProcess(String name, String mainClass, String kind)
      throws IOException, InterruptedException {
    Resources resources = resources(kind);
    List<String> command = java();
    command.addAll(resources.flags());
    JobProcess.OPENS.forEach(
        opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.add("-Dlog4j2.level=INFO");
    command.addAll(List.of("-cp", lib + "/*", "org.apache.flink." + mainClass));
    command.addAll(List.of("--configDir", configuration.toString()));
    command.addAll(resources.options());
    GuardedProcess process = guarded(name, command);
    processes.add(process);
    return process;
  }

  /** Memory of a process as Flink divides it: flags of its JVM, options of its main class. */
  private record Resources(List<String> flags, List<String> options) {}

  /** Asks the class that a distribution's scripts ask; there it has a jar beside them. */
  private Resources resources(String kind) throws IOException, InterruptedException {
    List<String> command = java();
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.apache.flink.runtime.util.bash.BashJavaUtils");
    command.addAll(
        List.of("GET_" + kind + "_RESOURCE_PARAMS", "--configDir", configuration.toString()));
    GuardedProcess asked = guarded("resources-" + kind, command);
    asked.ended().join();
    asked.close();
    List<List<String>> answers =
        Files.readAllLines(asked.log()).stream()
            .filter(line -> line.startsWith("BASH_JAVA_UTILS_EXEC_RESULT:"))
            .map(line -> List.of(line.substring(line.indexOf(':') + 1).trim().split("\\s+")))
            .toList();
    if (answers.size() != 2) {
      throw new FailedException("Flink does not divide the memory (log: " + asked.log() + ")");
    }
    return new Resources(answers.get(0), answers.get(1));
  }

  private static List<String> java() {
    return new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
  }

  private GuardedProcess guarded(String name, List<String> command) throws IOException {
    Files.createDirectories(config.log(name).getParent());
    return GuardedProcess.start(
        config.home().python(), command, Map.of(), config.runFolder(), config.log(name));
  }

  @Override
  public void close() {
    processes.parallelStream().forEach(GuardedProcess::close);
  }
}
