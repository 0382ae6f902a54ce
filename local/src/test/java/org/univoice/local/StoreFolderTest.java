package org.univoice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFolderTest {
  @TempDir Path folder;

  @Test
  void shouldGiveTheHomesOwnToOneRunAndAThrowAwayToTheNext() throws Exception {
    Home home = new Home(folder, folder, Path.of("python3"));
    Path run = Files.createDirectories(folder.resolve("run/1"));
    StoreFolder first = StoreFolder.open(home, run);
    StoreFolder second = StoreFolder.open(home, run);

    assertThat(first).isEqualTo(new StoreFolder(folder.resolve("store"), true));
    assertThat(second).isEqualTo(new StoreFolder(run.resolve("store"), false));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.folder())))
        .isEqualTo("rwx------");
  }
}
