package org.univoice.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A Python script that travels inside the jar. */
final class Script {

  private Script() {}

  /** Puts it into the folder, whole at any time: several processes may do so at once. */
  static Path unpack(String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path half = Files.createTempFile(folder, name, ".half");
    try (InputStream in = Script.class.getResourceAsStream("/org/univoice/local/" + name)) {
      Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.move(
        half,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
