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
 * What tests start for themselves: a server, or a browser.
 *
 * @param folder its own among the unpacked ones
 * @param debianPackages bring it, by names that every release of Debian and Ubuntu knows; it is
 *     called by the first
 * @param variable tells tests where it is
 * @param place the end of the folder in which packages lay its programs
 * @param programs what is started of it
 */
record DebianProgram(
    String folder,
    List<String> debianPackages,
    String variable,
    String place,
    List<String> programs) {
  static final DebianProgram REDIS =
      new DebianProgram(
          "redis",
          List.of("redis-server"),
          "UNIVOICE_REDIS_SERVER",
          "bin",
          List.of("redis-server"));
  static final DebianProgram POSTGRES =
      new DebianProgram(
          "postgresql",
          List.of("postgresql"),
          "UNIVOICE_POSTGRES_BIN",
          "bin",
          List.of("initdb", "postgres"));

  /** What lies in /usr/bin is a script that knows absolute paths only; a page needs a font. */
  static final DebianProgram CHROMIUM =
      new DebianProgram(
          "chromium",
          List.of("chromium", "fonts-dejavu-core"),
          "UNIVOICE_CHROMIUM",
          "lib/chromium",
          List.of("chromium"));

  String debianPackage() {
    return debianPackages.get(0);
  }

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
