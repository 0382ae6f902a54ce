package org.univoice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void shouldLeaveAloneWhatIsNoRunsFolder() throws IOException {
    Path strange = made("bench-16417553364142026274");
    for (int i = 1; i <= 6; i++) {
      made("bench-1741755336414202627" + i);
    }

    Run.create(home);

    assertThat(strange).isDirectory();
  }

  private Path made(String name) throws IOException {
    return Files.createDirectory(home.runs().resolve(name));
  }
}
