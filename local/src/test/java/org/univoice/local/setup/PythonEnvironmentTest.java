package org.univoice.local.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.univoice.local.FailedException;

/** The "base Python" is a script that makes a folder with another script called python. */
class PythonEnvironmentTest {
  @TempDir Path folder;
  private Path lock;
  private Path sourceLock;

  @BeforeEach
  void write() throws Exception {
    lock = Files.writeString(folder.resolve("requirements.lock"), "numpy==1 --hash=sha256:0\n");
    sourceLock = Files.writeString(folder.resolve("source.lock"), "");
    script(
        "inner",
        "echo \"$@ PATH=$PATH\" >> "
            + folder.resolve("calls")
            + "; test ! -e "
            + folder.resolve("offline"));
    script(
        "base",
        "test \"$4\" = --clear && rm -rf \"$3\"; mkdir -p \"$3/bin\" && touch \"$3/bin/pip\""
            + " && echo \"executable = $(realpath \"$0\")\" > \"$3/pyvenv.cfg\""
            + " && cp "
            + folder.resolve("inner")
            + " \"$3/bin/python\"");
  }

  @Test
  void shouldInstallByHashOnceAndThenLeaveItAlone() throws Exception {
    environment().ensure(new Steps());
    environment().ensure(new Steps());
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .hasSize(2)
        .allMatch(call -> call.contains("--require-hashes"))
        .first()
        .asString()
        .contains(lock.toString());
  }

  @Test
  void shouldBuildWithTheToolsThatItHasInstalled() throws Exception {
    environment().ensure(new Steps());
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .last()
        .asString()
        .contains("--no-build-isolation")
        .contains(sourceLock + " PATH=" + folder.resolve("venv/bin"));
  }

  @Test
  void shouldInstallAgainWhenALockFileHasChanged() throws Exception {
    for (Path changed : List.of(lock, sourceLock)) {
      environment().ensure(new Steps());
      Files.writeString(changed, "numpy==2 --hash=sha256:0\n");
    }
    environment().ensure(new Steps());
    assertThat(Files.readAllLines(folder.resolve("calls"))).hasSize(6);
  }

  @Test
  void shouldNotCountAnInterruptedOneAsComplete() throws Exception {
    Files.createFile(folder.resolve("offline"));
    assertThatThrownBy(() -> environment().ensure(new Steps())).isInstanceOf(FailedException.class);
    Files.delete(folder.resolve("offline"));
    Steps steps = new Steps();
    environment().ensure(steps);
    assertThat(steps.begun).hasSize(1);
  }

  @Test
  void shouldFillUpAnInterruptedOneOfTheSamePythonOnly() throws Exception {
    environment().ensure(new Steps());
    Path installed = Files.createFile(folder.resolve("venv/installed"));
    Files.writeString(lock, "numpy==2 --hash=sha256:0\n");
    environment().ensure(new Steps());
    assertThat(installed).exists();
    Files.writeString(folder.resolve("venv/pyvenv.cfg"), "executable = /opt/another/python3\n");
    Files.writeString(lock, "numpy==3 --hash=sha256:0\n");
    environment().ensure(new Steps());
    assertThat(installed).doesNotExist();
  }

  private PythonEnvironment environment() {
    return new PythonEnvironment(
        folder.resolve("venv"),
        folder.resolve("base"),
        List.of(lock, sourceLock),
        folder.resolve("log"));
  }

  private void script(String name, String body) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Remembers the steps. */
  private static final class Steps implements Progress {
    final List<String> begun = new ArrayList<>();

    @Override
    public void begins(String what) {
      begun.add(what);
    }

    @Override
    public void moves(String what, long done, long total) {}

    @Override
    public void completes(String what, long total) {}
  }
}
