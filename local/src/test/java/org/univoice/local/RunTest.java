package org.univoice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  /** Above every process id, so nobody's. */
  private static final String NOBODY = "4999999";

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void setUp() throws IOException {
    home = new Home(folder, folder, Path.of("python3"));
    Files.createDirectories(home.runs());
  }

  @Test
  void shouldRemoveTheOldestThatNobodyUses() throws IOException {
    Path oldest = made("20200101-000000-" + NOBODY);
    for (int i = 1; i <= 5; i++) {
      made("2020010" + i + "-120000-" + NOBODY);
    }

    Path created = Run.create(home).folder();

    assertThat(oldest).doesNotExist();
    assertThat(created).isDirectory();
    assertThat(home.runs()).isDirectoryNotContaining("glob:**/20200101-0*");
  }

  @Test
  void shouldKeepAnOldOneWhoseProcessLives() throws IOException {
    Path used = made("20200101-000000-" + ProcessHandle.current().pid());
    for (int i = 1; i <= 5; i++) {
      made("2020010" + i + "-120000-" + NOBODY);
    }

    Run.create(home);

    assertThat(used).isDirectory();
  }

  @Test
  void shouldKeepAnOldOneThatHoldsASavepoint() throws IOException {
    Path kept = made("20200101-000000-" + NOBODY);
    Files.createDirectories(kept.resolve("savepoints"));
    for (int i = 1; i <= 5; i++) {
      made("2020010" + i + "-120000-" + NOBODY);
    }

    Run.create(home);

    assertThat(kept).isDirectory();
  }

  @Test
  void shouldKeepOnlyTheLogsOfARunThatHasEnded() throws IOException {
    Path ended = worked(made("20200101-000000-" + NOBODY));
    Run.reopen(ended);

    Run.end(ended);

    assertThat(ended.resolve("logs/job.log")).exists();
    // And the lock, which says that nobody uses it.
    assertThat(Files.list(ended).map(ended::relativize))
        .containsExactlyInAnyOrder(Path.of("logs"), Path.of(".lock"));
  }

  @Test
  void shouldKeepTheStreamInWhichASavepointGoesOn() throws IOException {
    Path ended = worked(made("20200101-000000-" + NOBODY));
    Files.createDirectories(ended.resolve("savepoints/savepoint-1"));
    Run.reopen(ended);

    Run.end(ended);

    assertThat(ended.resolve("aws/kinesis.json")).exists();
    assertThat(Files.list(ended).map(ended::relativize).map(Path::toString))
        .containsExactlyInAnyOrder("logs", ".lock", "savepoints", "aws");
    assertThat(ended.resolve("savepoints/savepoint-1")).exists();
  }

  @Test
  void shouldKeepOnlyTheLogsOfARunThatWasKilled() throws IOException {
    Path killed = worked(made("20200101-000000-" + NOBODY));
    Files.createFile(killed.resolve(".lock"));

    Run.create(home);

    assertThat(killed.resolve("aws")).doesNotExist();
    assertThat(killed.resolve("logs/job.log")).exists();
  }

  @Test
  void shouldForgetTheTokenOfAnOldRunThatWasKilledAndHoldsASavepoint() throws IOException {
    Path killed = worked(made("20200101-000000-" + NOBODY));
    Files.createFile(killed.resolve(".lock"));
    Files.createDirectories(killed.resolve("savepoints/savepoint-1"));
    for (int i = 1; i <= 6; i++) {
      made("2020010" + i + "-120000-" + NOBODY);
    }

    Run.create(home);

    assertThat(killed.resolve("up.json")).doesNotExist();
    assertThat(killed.resolve("aws/kinesis.json")).exists();
  }

  /** It goes on from a savepoint: the process that its name tells of has ended long ago. */
  @Test
  void shouldLeaveARunAloneThatGoesOnInAnotherProcess() throws Exception {
    Path used = worked(made("20200101-000000-" + NOBODY));
    try (RunningElsewhere other = RunningElsewhere.in(used)) {
      assertThat(other.said()).isEqualTo("taken");

      Run.create(home);
      Run.end(used);

      assertThat(used.resolve("aws/kinesis.json")).exists();
      assertThat(used.resolve("tmp/a.jar")).exists();
      assertThat(used.resolve("checkpoints/1")).exists();
    }
  }

  @Test
  void shouldKeepAnOldOneThatGoesOnInAnotherProcess() throws Exception {
    Path used = worked(made("20200101-000000-" + NOBODY));
    Path ended = Files.createFile(made("20200101-000001-" + NOBODY).resolve(".lock"));
    for (int i = 1; i <= 6; i++) {
      made("2020010" + i + "-120000-" + NOBODY);
    }
    try (RunningElsewhere other = RunningElsewhere.in(used)) {
      assertThat(other.said()).isEqualTo("taken");

      Run.create(home);

      assertThat(used.resolve("logs/job.log")).exists();
      assertThat(used.resolve("tmp/a.jar")).exists();
      assertThat(ended.getParent()).doesNotExist();
    }
  }

  @Test
  void shouldRefuseToGoOnInARunThatGoesOnInAnotherProcess() throws Exception {
    Path used = made("20200101-000000-" + NOBODY);
    try (RunningElsewhere other = RunningElsewhere.in(used)) {
      assertThat(other.said()).isEqualTo("taken");
      assertThatThrownBy(() -> Run.reopen(used))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("another ./univoice uses the run " + used);
    }
    assertThat(Run.reopen(used).folder()).isEqualTo(used);
  }

  /** Closing any channel of a file gives up all that this process has locked in it. */
  @Test
  void shouldHoldItsLockWhenItHasLookedForRunsThatHaveEnded() throws Exception {
    Path own = worked(made("20200101-000000-" + NOBODY));
    Run.reopen(own);

    Run.create(home);

    assertThat(own.resolve("tmp/a.jar")).exists();
    try (RunningElsewhere other = RunningElsewhere.in(own)) {
      assertThat(other.said()).contains("another ./univoice uses the run");
    }
  }

  @Test
  void shouldLeaveARunAloneOfWhichItDoesNotKnowThatItHasEnded() throws IOException {
    Path unknown = worked(made("20200101-000000-" + NOBODY));

    Run.create(home);

    assertThat(unknown.resolve("aws/kinesis.json")).exists();
  }

  @Test
  void shouldHoldTheLockOfItsOwn() throws Exception {
    Path own = Run.create(home).folder();

    try (RunningElsewhere other = RunningElsewhere.in(own)) {
      assertThat(other.said()).contains("another ./univoice uses the run");
    }
  }

  @Test
  void shouldLeaveAloneWhatIsNoRunsFolder() throws IOException {
    Path strange = made("bench-16417553364142026274");
    for (int i = 1; i <= 6; i++) {
      made("bench-1741755336414202627" + i);
    }

    Run.create(home);

    assertThat(strange).isDirectory();
  }

  private static Path worked(Path folder) throws IOException {
    for (String file :
        List.of(
            "aws/kinesis.json",
            "tmp/a.jar",
            "checkpoints/1",
            "logs/job.log",
            "triton/models/speech_recognizer/config.pbtxt",
            "warm-up.wav",
            "up.json")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.createFile(folder.resolve(file));
    }
    return folder;
  }

  private Path made(String name) throws IOException {
    return Files.createDirectory(home.runs().resolve(name));
  }
}
