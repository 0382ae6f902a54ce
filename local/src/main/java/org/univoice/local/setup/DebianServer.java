package org.univoice.local.setup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server that tests start for themselves.
 *
 * @param folder its own among the unpacked ones
 * @param debianPackage brings it, by a name that every release of Debian and Ubuntu knows
 * @param variable tells tests where it is
 * @param programs what is started of it
 */
record DebianServer(String folder, String debianPackage, String variable, List<String> programs) {
  static final DebianServer REDIS =
      new DebianServer("redis", "redis-server", "UNIVOICE_REDIS_SERVER", List.of("redis-server"));
  static final DebianServer POSTGRES =
      new DebianServer(
          "postgresql", "postgresql", "UNIVOICE_POSTGRES_BIN", List.of("initdb", "postgres"));

  /** The folder of its programs where the machine has them already. */
  Optional<Path> installed(Map<String, String> environment, Path root) throws IOException {
    List<Path> places = new ArrayList<>();
    for (String place : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      places.add(Path.of(place));
    }
    // Debian keeps those of PostgreSQL off the path, one folder for each version.
    Path versions = root.resolve("usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (Stream<Path> all = Files.list(versions)) {
        all.sorted().forEach(version -> places.add(version.resolve("bin")));
      }
    }
    return places.stream().filter(this::isComplete).findFirst();
  }

  /** What its variable says, when its programs are in this folder. */
  String told(Path bin) {
    return (programs.size() == 1 ? bin.resolve(programs.get(0)) : bin).toString();
  }

  boolean isComplete(Path bin) {
    return programs.stream().allMatch(program -> Files.isExecutable(bin.resolve(program)));
  }
}
