package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses the machine's Python, which only runs the guard. */
class GuardedProcessTest {
  private static final Path PYTHON = Path.of("python3");

  @TempDir Path folder;

  @Test
  void shouldEndTheWholeFamilyWhenClosed() throws Exception {
    GuardedProcess process = start(familyThatIgnoresTerm());
    List<Long> family = awaitFamily();
    process.close();
    awaitDeath(family);
  }

  @Test
  void shouldEndTheWholeFamilyWhenItsOwnerIsKilled() throws Exception {
    String classPath = System.getProperty("java.class.path");
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                classPath,
                Owner.class.getName(),
                folder.toString(),
                familyThatIgnoresTerm())
            .inheritIO()
            .start();
    List<Long> family = awaitFamily();
    assertThat(family).allMatch(GuardedProcessTest::alive);
    owner.destroyForcibly().waitFor();
    awaitDeath(family);
  }

  @Test
  void shouldLetAProcessTidyUpBeforeItEnds() throws Exception {
    GuardedProcess process =
        start("trap 'sleep 1; touch tidy; exit 0' TERM; touch up; while true; do sleep 0.1; done");
    await(() -> Files.exists(folder.resolve("up")));
    process.close();
    assertThat(folder.resolve("tidy")).exists();
  }

  /** The command line gets it too, and ends its parts in order. */
  @Test
  void shouldOutliveATermThatTheWholeGroupGets() throws Exception {
    GuardedProcess process =
        start("trap 'touch tidy; exit 0' TERM; touch up; while true; do sleep 0.1; done");
    await(() -> Files.exists(folder.resolve("up")));
    ProcessHandle.of(process.processIds().get(0)).orElseThrow().destroy();
    Thread.sleep(500);
    assertThat(process.alive()).isTrue();
    assertThat(folder.resolve("tidy")).doesNotExist();
    process.close();
    assertThat(folder.resolve("tidy")).exists();
  }

  @Test
  void shouldTellTheCodeAndTheLastWords() throws Exception {
    GuardedProcess process = start("echo first; echo last words; exit 7");
    assertThat(process.ended().get(20, TimeUnit.SECONDS)).isEqualTo(7);
    assertThat(process.lastWords()).isEqualTo("last words");
  }

  @Test
  void shouldTellThatAProcessWasKilled() throws Exception {
    GuardedProcess process = start("kill -9 $$");
    assertThat(process.ended().get(20, TimeUnit.SECONDS)).isEqualTo(128 + 9);
  }

  /** A parent and two children, one in a session of its own, that all write their ids. */
  private String familyThatIgnoresTerm() {
    String member = "trap '' TERM; echo $$ >> pids; while true; do sleep 0.2; done";
    return "setsid sh -c \""
        + member.replace("$", "\\$")
        + "\" & sh -c \""
        + member.replace("$", "\\$")
        + "\" & "
        + member;
  }

  private GuardedProcess start(String script) throws Exception {
    return guarded(folder, script);
  }

  private static GuardedProcess guarded(Path folder, String script) throws Exception {
    return GuardedProcess.start(
        PYTHON,
        List.of("sh", "-c", script),
        Map.of(),
        folder,
        folder.resolve("log"),
        Duration.ofSeconds(2));
  }

  private List<Long> awaitFamily() throws Exception {
    Path pids = folder.resolve("pids");
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    List<Long> family = new ArrayList<>();
    while (family.size() < 3 && System.nanoTime() < deadline) {
      Thread.sleep(50);
      family.clear();
      if (Files.exists(pids)) {
        Files.readAllLines(pids).forEach(line -> family.add(Long.parseLong(line)));
      }
    }
    assertThat(family).hasSize(3);
    return family;
  }

  private static void awaitDeath(List<Long> family) throws Exception {
    await(() -> family.stream().noneMatch(GuardedProcessTest::alive));
    assertThat(family).noneMatch(GuardedProcessTest::alive);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Owns a guarded process and waits to be killed. */
  static final class Owner {
    public static void main(String[] args) throws Exception {
      guarded(Path.of(args[0]), args[1]);
      Thread.sleep(Duration.ofMinutes(1).toMillis());
    }
  }
}
