package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.univoice.client.SessionApi;
import org.univoice.local.TestHome;
import org.univoice.local.client.Recording;
import org.univoice.local.client.SilentCaptions;
import org.univoice.local.client.TranslationClient;
import org.univoice.local.client.TranslationResult;
import org.univoice.local.setup.Setup;
import org.univoice.local.setup.UnseenProgress;

/** The packaged jar on a real Flink cluster, submitted as an operator would, with real models. */
@Tag("triton")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Jars of a real distribution may be named instead. */
  private static final Path LIB =
      Path.of(System.getProperty("univoice.flink.lib", "flink-lib/target/lib"))
          .toAbsolutePath()
          .normalize();

  private static Stack stack;
  private static FlinkCluster cluster;
  private static SubmittedJar jar;
  private static Path run;

  @BeforeAll
  static void start() throws Exception {
    Path target = Files.createDirectories(Path.of("target"));
    run = Files.createTempDirectory(target, "cluster-").toAbsolutePath();
    StackConfig config = new StackConfig(TestHome.ofEnvironment(), Ports.free(), run, "");
    new Setup(config.home(), new UnseenProgress()).ensure();
    stack =
        Stack.startWithoutJob(
            config, new Unheard(), System.getProperty("univoice.triton", "127.0.0.1:8001"));
    cluster = FlinkCluster.start(config, LIB, Ports.free().dashboard());
    jar = SubmittedJar.upload(cluster.dashboard(), packagedJar());
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  @Order(1)
  void shouldRefuseWrongKeysAndLeaveTheClusterUp() throws Exception {
    SubmittedJar.Answer answer = jar.run(List.of("--checkpoint", "file:/nowhere"), null);
    assertThat(answer.errors()).contains("unknown key --checkpoint");
    assertThat(jar.run(List.of("--embedded", "true"), null).errors())
        .contains("--embedded true is not for a job on a cluster");
    assertThat(cluster.processes()).allMatch(GuardedProcess::alive);
  }

  @Test
  @Order(2)
  void shouldSpeakAsOnOneMachine() throws Exception {
    submit(null);
    assertThat(checkpoints("state_backend")).isEqualTo("EmbeddedRocksDBStateBackend");
    assertSpokenInPortuguese();
    assertThat(loadersOfJobs(cluster.taskManager())).isPositive();
  }

  @Test
  @Order(3)
  void shouldStopWithASavepointAndGoOnFromIt() throws Exception {
    Path savepoint = Savepoint.stop(cluster.dashboard(), run.resolve("savepoints"));
    assertThat(savepoint).exists();
    submit(savepoint);
    assertThat(ask("/jobs/" + job() + "/checkpoints", "/latest/restored/external_path"))
        .endsWith(savepoint.getFileName().toString());
    assertSpokenInPortuguese();
  }

  /** Otherwise every submission would take more of the metaspace, until it is full. */
  @Test
  @Order(4)
  void shouldLeaveNoneOfItsClassesOnTheClusterOnceItHasEnded() throws Exception {
    Savepoint.stop(cluster.dashboard(), run.resolve("savepoints"));
    for (GuardedProcess process : cluster.processes()) {
      Readiness.await("Unloading", process, PATIENCE, () -> loadersOfJobs(process) == 0);
    }
  }

  private static long loadersOfJobs(GuardedProcess process) throws Exception {
    diagnose(process, "GC.run");
    return diagnose(process, "VM.classloaders")
        .lines()
        .filter(line -> line.contains("ChildFirstClassLoader"))
        .count();
  }

  private static String diagnose(GuardedProcess process, String command) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String id = Long.toString(process.process().orElseThrow().pid());
    Process asked = new ProcessBuilder(jcmd, id, command).redirectErrorStream(true).start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(asked.waitFor()).as(answer).isZero();
    return answer;
  }

  private static void submit(Path from) throws Exception {
    SubmittedJar.Answer answer =
        jar.run(
            List.of(
                "--stream",
                Stack.STREAM,
                "--kinesis-endpoint",
                stack.kinesis().toString(),
                "--poll-millis",
                "10",
                "--triton",
                stack.triton(),
                "--checkpoints",
                run.resolve("checkpoints").toUri().toString(),
                "--recognition-timeout-millis",
                "10000",
                "--synthesis-timeout-millis",
                "15000"),
            from);
    assertThat(answer.status()).as(answer.errors()).isEqualTo(200);
    Readiness.await(
        "The job",
        cluster.processes().get(0),
        PATIENCE,
        () -> RunningJob.at(cluster.dashboard().toString()).isPresent());
    assertThat(job()).isEqualTo(answer.job());
  }

  private static void assertSpokenInPortuguese() throws Exception {
    TranslationResult result =
        new TranslationClient(
                new SessionApi(stack.api(), stack.apiToken()), new SilentCaptions(), SILENCE)
            .translate(
                Recording.read(Path.of("../samples/english.wav")), "en", List.of("pt"), true);
    String words =
        result.transcript().segments().stream()
            .map(segment -> segment.text())
            .collect(Collectors.joining(" "));
    String translated =
        result.transcript().segments().stream()
            .flatMap(segment -> segment.translations().stream())
            .map(translation -> translation.text())
            .collect(Collectors.joining(" "));
    assertThat(words).containsIgnoringCase("what you can do for your country");
    assertThat(translated).containsIgnoringCase("país");
    // At 24 kHz: the sentence is longer than two seconds in any voice.
    assertThat(result.speech().get("pt")).hasSizeGreaterThan(48_000);
  }

  private static String job() throws Exception {
    return RunningJob.at(cluster.dashboard().toString()).orElseThrow();
  }

  private static String checkpoints(String key) throws Exception {
    return ask("/jobs/" + job() + "/checkpoints/config", "/" + key);
  }

  private static String ask(String path, String pointer) throws Exception {
    String answer = Readiness.get(cluster.dashboard() + path).orElseThrow();
    return new ObjectMapper().readTree(answer).at(pointer).asText();
  }

  private static Path packagedJar() throws IOException {
    Path target = Path.of("../flink-job/target");
    try (Stream<Path> files = Files.list(target);
        Stream<Path> classes = Files.walk(target.resolve("classes"))) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().endsWith("-cluster.jar"))
              .findFirst()
              .orElseGet(() -> fail("no cluster jar; build it with -Pcluster"));
      assertThat(classes.filter(file -> file.toFile().lastModified() > jar.toFile().lastModified()))
          .as("newer than the cluster jar; build it with -Pcluster")
          .isEmpty();
      return jar;
    }
  }

  private static final class Unheard implements StackListener {
    @Override
    public void started(String part, Duration took) {}

    @Override
    public void notice(String line) {
      System.out.println("! " + line);
    }
  }
}
