package org.univoice.local;

import static org.assertj.core.api.Assertions.assertThat;

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

    Run.forgetWork(ended);

    assertThat(ended.resolve("logs/job.log")).exists();
    assertThat(Files.list(ended).map(ended::relativize)).containsExactly(Path.of("logs"));
  }

  @Test
  void shouldKeepTheStreamInWhichASavepointGoesOn() throws IOException {
    Path ended = worked(made("20200101-000000-" + NOBODY));
    Files.createDirectories(ended.resolve("savepoints/savepoint-1"));

    Run.forgetWork(ended);

    assertThat(ended.resolve("aws/kinesis.json")).exists();
    assertThat(ended.resolve("savepoints/savepoint-1")).exists();
    assertThat(ended.resolve("tmp")).doesNotExist();
  }

  @Test
  void shouldKeepOnlyTheLogsOfARunThatWasKilled() throws IOException {
    Path killed = worked(made("20200101-000000-" + NOBODY));
    Files.createFile(killed.resolve(".lock"));

    Run.create(home);

    assertThat(killed.resolve("aws")).doesNotExist();
    assertThat(killed.resolve("logs/job.log")).exists();
  }

  /** As that of a container that shares the data folder: its process is not seen from here. */
  @Test
  void shouldLeaveARunAloneWhoseLockIsHeld() throws IOException {
    Path used = worked(made("20200101-000000-" + NOBODY));
    RunLock.take(used);

    Run.create(home);

    assertThat(used.resolve("aws/kinesis.json")).exists();
  }

  @Test
  void shouldLeaveARunAloneOfWhichItDoesNotKnowThatItHasEnded() throws IOException {
    Path unknown = worked(made("20200101-000000-" + NOBODY));

    Run.create(home);

    assertThat(unknown.resolve("aws/kinesis.json")).exists();
  }

  @Test
  void shouldHoldTheLockOfItsOwn() throws IOException {
    Path own = Run.create(home).folder();

    assertThat(RunLock.isGivenUp(own)).isFalse();
    assertThat(own.resolve(".lock")).exists();
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
    for (String file : List.of("aws/kinesis.json", "tmp/a.jar", "checkpoints/1", "logs/job.log")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.createFile(folder.resolve(file));
    }
    return folder;
  }

  private Path made(String name) throws IOException {
    return Files.createDirectory(home.runs().resolve(name));
  }
}
