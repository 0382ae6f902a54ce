package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  /** Above every process id, so nobody's. */
  private static final String NOBODY = "4999999";

  @TempDir private Path memory;
  @TempDir private Path disk;

  @Test
  void shouldLieInMemoryWhereThereIsRoom() throws IOException {
    assertThat(new Scratch(memory, 1).folder(disk)).isDirectory().hasParent(memory);
  }

  @Test
  void shouldLieOnTheDiskWhereThereIsNone() throws IOException {
    assertThat(new Scratch(memory, Long.MAX_VALUE).folder(disk)).isEqualTo(disk);
    assertThat(new Scratch(memory.resolve("none"), 1).folder(disk)).isEqualTo(disk);
    assertThat(memory).isEmptyDirectory();
  }

  @Test
  void shouldRemoveWhatIsNobodysAnyMoreAndNothingElse() throws IOException {
    Path abandoned = made("univoice-state-" + NOBODY + "-1/rocks");
    Path used = made("univoice-state-" + ProcessHandle.current().pid() + "-1");
    Path strange = made("somebody-elses");

    new Scratch(memory, 1).folder(disk);

    assertThat(abandoned).doesNotExist();
    assertThat(used).exists();
    assertThat(strange).exists();
  }

  private Path made(String name) throws IOException {
    return Files.createDirectories(memory.resolve(name));
  }
}
