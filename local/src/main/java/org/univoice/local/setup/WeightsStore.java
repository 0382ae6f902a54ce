package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.univoice.local.setup.WeightsLock.Derived;
import org.univoice.local.setup.WeightsLock.Weights;
import org.univoice.local.setup.WeightsLock.WeightsFile;

/**
 * Knows which weights are whole. A file's checksum is computed once and remembered with the file's
 * size and time in a seal beside the files, so that a start does not read hundreds of megabytes; a
 * file that differs from its seal is read again.
 */
final class WeightsStore {
  static final String SEAL = ".seal";
  private final Path folder;

  WeightsStore(Path folder) {
    this.folder = folder;
  }

  Path folder(Weights weights) {
    return folder.resolve(weights.role()).resolve(weights.version());
  }

  /** Whether everything is there and looks as it did when it was checked. */
  boolean sealed(Weights weights) throws IOException {
    Path seal = folder(weights).resolve(SEAL);
    return Files.exists(seal) && Files.readString(seal).equals(describe(weights));
  }

  void seal(Weights weights) throws IOException {
    Files.writeString(folder(weights).resolve(SEAL), describe(weights));
  }

  /** Files that are missing or not what they should be; reads all of them. */
  List<WeightsFile> broken(Weights weights) throws IOException {
    List<WeightsFile> broken = new ArrayList<>();
    for (WeightsFile file : weights.files()) {
      if (!Checksum.matches(folder(weights).resolve(file.path()), file.size(), file.sha256())) {
        broken.add(file);
      }
    }
    return broken;
  }

  long bytes(Weights weights) throws IOException {
    if (!Files.isDirectory(folder(weights))) {
      return 0;
    }
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder(weights))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private String describe(Weights weights) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    for (WeightsFile file : weights.files()) {
      lines.put(file.path(), file.sha256() + " " + look(weights, file.path()));
    }
    for (Derived derived : weights.derived()) {
      lines.put(derived.path(), "derived " + look(weights, derived.path()));
    }
    StringBuilder text = new StringBuilder();
    lines.forEach((path, line) -> text.append(path).append(' ').append(line).append('\n'));
    return text.toString();
  }

  private String look(Weights weights, String path) throws IOException {
    Path file = folder(weights).resolve(path);
    if (!Files.isRegularFile(file)) {
      return "missing";
    }
    FileTime changed = Files.getLastModifiedTime(file);
    return Files.size(file) + " " + changed.toMillis();
  }
}
