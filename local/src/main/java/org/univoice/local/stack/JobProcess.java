package org.univoice.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.univoice.local.Run;

/** The Flink job with its own small cluster, in a JVM of its own. */
final class JobProcess implements Part {
  /** Found on the class path. */
  static final String LOGGING = "logback-job.xml";

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Packages that Flink reflects into on Java 17. */
  static final List<String> OPENS = List.of("java.util", "java.lang", "java.time", "java.nio");

  private final StackConfig config;
  private final String kinesis;
  private final String triton;
  private volatile String restore;
  private Path state;

  JobProcess(StackConfig config, String kinesis, String triton) {
    this.config = config;
    this.kinesis = kinesis;
    this.triton = triton;
    this.restore = config.restore();
  }

  /** What the next start goes on from. */
  void restoreFrom(Path savepoint) {
    restore = savepoint.toString();
  }

  @Override
  public String name() {
    return "Flink job";
  }

  @Override
  public GuardedProcess start() throws IOException {
    Path checkpoints = config.runFolder().resolve(Run.CHECKPOINTS);
    Path temporary = config.runFolder().resolve(Run.TEMPORARY);
    Files.createDirectories(checkpoints);
    Files.createDirectories(temporary);
    forgetState();
    state = Scratch.ofThisMachine().folder(temporary);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:MaxMetaspaceSize=192m"));
    // The work is done in native code. The second compiler took a fifth of a core for minutes from
    // it and from the models, and gave nothing back.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Dlogback.configurationFile=" + LOGGING);
    for (String opened : OPENS) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.univoice.job.InterpreterMain");
    option(command, "embedded", "true");
    option(command, "stream", Stack.STREAM);
    option(command, "kinesis-endpoint", kinesis);
    option(command, "poll-millis", "10");
    option(command, "triton", triton);
    option(command, "dashboard-port", Integer.toString(config.ports().dashboard()));
    option(command, "checkpoints", checkpoints.toString());
    option(command, "local-state", state.toString());
    option(command, "managed-memory-mib", "384");
    // One machine has no spare one: on a busy desk late speech is better than none.
    option(command, "recognition-timeout-millis", "10000");
    option(command, "synthesis-timeout-millis", "15000");
    if (!restore.isEmpty()) {
      option(command, "restore", restore);
    }
    // Whatever started it now, after a crash it goes on from its own newest checkpoint.
    restore = "latest";
    return GuardedProcess.start(
        config.home().python(), command, Map.of(), config.runFolder(), config.log("job"));
  }

  private static void option(List<String> command, String key, String value) {
    command.add("--" + key);
    command.add(value);
  }

  /** What a job that has ended leaves in memory. */
  void forgetState() {
    if (state != null && !state.startsWith(config.runFolder())) {
      Run.deleteIfPossible(state);
    }
  }

  @Override
  public void awaitReady(GuardedProcess process) {
    Readiness.await(name(), process, PATIENCE, () -> RunningJob.at(dashboard()).isPresent());
  }

  String dashboard() {
    return "http://127.0.0.1:" + config.ports().dashboard();
  }
}
