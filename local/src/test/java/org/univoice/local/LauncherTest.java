package org.univoice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's script in a checkout of its own, with a Maven and a Java that do nothing else. */
@Timeout(60)
class LauncherTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** "Builds" by copying the only source, slowly. */
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      [[ "$1" == -v ]] && { echo "Apache Maven 3.9.9"; exit; }
      [[ -f fault ]] && { echo "[ERROR] a fault in the sources"; exit 1; }
      echo built >>builds.log
      for module in local benchmarks; do
        mkdir -p $module/target/classes $module/target/lib
        cp local/src/source $module/target/classes/
        cp local/src/source $module/target/lib/some.jar
      done
      sleep 0.5
      """;

  /** "Runs" by saying what it finds on its class path, once it may. */
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      [[ "$1" == -XshowSettings* ]] && { echo "    java.specification.version = 17" >&2; exit; }
      while [[ "$1" != -cp ]]; do shift; done
      built="${2%%/local/lib*}"
      while [[ -f wait ]]; do sleep 0.1; done
      cat "$built/local/classes/source" "$built/local/lib/some.jar"
      """;

  private final List<Process> started = new ArrayList<>();
  @TempDir private Path checkout;

  @BeforeEach
  void layOut() throws IOException {
    Files.copy(
        Path.of("..", "univoice"),
        checkout.resolve("univoice"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(checkout.resolve("local/src"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.writeString(source(), "one ");
    script("bin/mvn", MAVEN);
    script("jdk/bin/java", JAVA);
    script("jdk/bin/javac", "#!/usr/bin/env bash");
    script("bin/some-python", "#!/usr/bin/env bash\necho $0");
  }

  @AfterEach
  void letAllGoOn() throws Exception {
    Files.deleteIfExists(checkout.resolve("wait"));
    for (Process process : started) {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void shouldBuildOnceAndThenOnlyWhatHasChanged() throws Exception {
    assertThat(said(start())).isEqualTo("one one ");
    assertThat(said(start())).isEqualTo("one one ");
    assertThat(builds()).hasSize(1);

    Files.writeString(source(), "two ");

    assertThat(said(start())).isEqualTo("two two ");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void shouldBuildOnceWhenTwoStartAtOnce() throws Exception {
    Process first = start();
    Process second = start();

    assertThat(said(first)).isEqualTo("one one ");
    assertThat(said(second)).isEqualTo("one one ");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void shouldLeaveARunningOneItsClassesWhenTheSourcesChange() throws Exception {
    Process running = startAndHold();
    Files.writeString(source(), "two ");
    Process newer = start();
    awaitBuilds(2);
    Files.writeString(source(), "three ");
    Process newest = start();
    awaitBuilds(3);

    Files.delete(checkout.resolve("wait"));

    assertThat(said(running)).isEqualTo("one one ");
    assertThat(said(newer)).isEqualTo("two two ");
    assertThat(said(newest)).isEqualTo("three three ");
  }

  @Test
  void shouldLeaveARunningOneItsClassesWhenTheCheckoutIsCleaned() throws Exception {
    Process running = startAndHold();
    for (String module : List.of("local", "benchmarks")) {
      Files.move(checkout.resolve(module + "/target"), checkout.resolve(module + "/cleaned"));
    }

    Files.delete(checkout.resolve("wait"));

    assertThat(said(running)).isEqualTo("one one ");
  }

  @Test
  void shouldBuildWhileOneRunsThatWaitedForAnothersBuild() throws Exception {
    Files.createFile(checkout.resolve("wait"));
    start();
    start();
    awaitBuilds(1);
    Files.writeString(source(), "two ");

    start();

    awaitBuilds(2);
  }

  @Test
  void shouldForgetBuildsThatNobodyRunsFrom() throws Exception {
    said(start());
    Files.createDirectories(checkout.resolve("home/builds/half.done/local"));
    Files.writeString(source(), "two ");
    said(start());

    assertThat(checkout.resolve("home/builds").toFile().list()).hasSize(1);
  }

  @Test
  void shouldSayInOneLineWhyTheBuildFailedAndBuildAgainNextTime() throws Exception {
    Files.createFile(checkout.resolve("fault"));
    Process failed = start();
    assertThat(said(failed)).isEmpty();
    assertThat(failed.exitValue()).isEqualTo(1);
    assertThat(new String(failed.getErrorStream().readAllBytes()).lines().toList())
        .last()
        .asString()
        .startsWith("univoice: the build failed: a fault in the sources");

    Files.delete(checkout.resolve("fault"));

    assertThat(said(start())).isEqualTo("one one ");
  }

  private Process startAndHold() throws Exception {
    Files.createFile(checkout.resolve("wait"));
    Process process = start();
    awaitBuilds(1);
    return process;
  }

  private Process start() throws IOException {
    var builder = new ProcessBuilder(checkout.resolve("univoice").toString());
    builder.directory(checkout.toFile());
    var environment = builder.environment();
    environment.put("PATH", checkout.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("JAVA_HOME", checkout.resolve("jdk").toString());
    environment.put("UNIVOICE_PYTHON", "some-python");
    environment.put("UNIVOICE_HOME", checkout.resolve("home").toString());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String said(Process process) throws Exception {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new String(process.getInputStream().readAllBytes());
  }

  private void awaitBuilds(int count) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (wholeBuilds() < count) {
      assertThat(System.nanoTime()).as("builds begun: %s", builds()).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private long wholeBuilds() throws IOException {
    Path folder = checkout.resolve("home/builds");
    if (!Files.exists(folder)) {
      return 0;
    }
    try (var builds = Files.list(folder)) {
      return builds.filter(build -> !build.getFileName().toString().startsWith("half")).count();
    }
  }

  private List<String> builds() throws IOException {
    Path log = checkout.resolve("builds.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  private Path source() {
    return checkout.resolve("local/src/source");
  }

  private void script(String name, String text) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
