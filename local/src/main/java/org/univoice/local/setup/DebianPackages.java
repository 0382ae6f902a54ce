package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Redis and PostgreSQL for tests: the machine's own, or else unpacked from Debian's packages into
 * the data folder, without root and without a change to the system.
 */
public final class DebianPackages {
  private static final List<DebianServer> SERVERS =
      List.of(DebianServer.REDIS, DebianServer.POSTGRES);

  /** What was unpacked finds its libraries beside itself, wherever the folder is moved to. */
  private static final String LAUNCHER =
      """
      #!/bin/sh
      root="$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)"
      for libraries in "$root"/lib/*-linux-gnu "$root"/usr/lib/*-linux-gnu; do
        LD_LIBRARY_PATH="$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
      done
      export LD_LIBRARY_PATH
      exec "$root/%s" "$@"
      """;

  private final Path folder;
  private final Apt apt;
  private final Map<String, String> environment;
  private final Path root;

  public DebianPackages(Path folder, Path log) {
    this(
        folder,
        new Apt(Path.of("/usr/bin/apt-get"), Path.of("/usr/bin/dpkg"), log),
        System.getenv(),
        Path.of("/"));
  }

  DebianPackages(Path folder, Apt apt, Map<String, String> environment, Path root) {
    this.folder = folder;
    this.apt = apt;
    this.environment = environment;
    this.root = root;
  }

  /**
   * Has every server, at once when they are there already.
   *
   * @param loud hears of each that cannot be had, whose tests are skipped then
   * @return environment variables that tell tests where they are
   */
  public Map<String, String> ensure(Progress progress, Consumer<String> loud) {
    Map<String, String> told = new LinkedHashMap<>();
    for (DebianServer server : SERVERS) {
      try {
        place(server, progress).ifPresent(bin -> told.put(server.variable(), server.told(bin)));
        if (!told.containsKey(server.variable())) {
          loud.accept(skipped(server, "there is neither it nor apt-get; install it"));
        }
      } catch (IOException e) {
        loud.accept(skipped(server, e.getMessage()));
      }
    }
    return told;
  }

  private static String skipped(DebianServer server, String why) {
    return "TESTS THAT NEED " + server.debianPackage() + " ARE SKIPPED: " + why;
  }

  private Optional<Path> place(DebianServer server, Progress progress) throws IOException {
    Optional<Path> installed = server.installed(environment, root);
    if (installed.isPresent()) {
      return installed;
    }
    Path unpacked = folder.resolve(server.folder());
    Path bin = unpacked.resolve("bin");
    if (!server.isComplete(bin) && !apt.isThere()) {
      return Optional.empty();
    }
    try (SharedLock ignored = SharedLock.take(folder.resolve(server.folder() + ".lock"))) {
      if (!server.isComplete(bin)) {
        progress.begins("Unpacking " + server.debianPackage() + " for the tests");
        unpack(server, unpacked);
      }
    }
    return Optional.of(bin);
  }

  /** It gets its name when it is whole, so that an interrupted one is never mistaken for one. */
  private void unpack(DebianServer server, Path unpacked) throws IOException {
    Path half = folder.resolve(server.folder() + ".half");
    Path work = folder.resolve(server.folder() + ".fetching");
    for (Path leftover : List.of(half, work, unpacked)) {
      delete(leftover);
    }
    try {
      Files.createDirectories(half.resolve("bin"));
      apt.unpack(server.debianPackage(), half, Files.createDirectories(work));
    } finally {
      delete(work);
    }
    for (String program : server.programs()) {
      launcher(half, program);
    }
    Files.move(half, unpacked, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void launcher(Path half, String program) throws IOException {
    try (Stream<Path> files = Files.walk(half.resolve("usr"))) {
      Path found =
          files
              .filter(file -> file.endsWith("bin/" + program) && Files.isExecutable(file))
              .findFirst()
              .orElseThrow(() -> new IOException("the packages brought no " + program));
      Path launcher = half.resolve("bin").resolve(program);
      Files.writeString(launcher, String.format(LAUNCHER, half.relativize(found)));
      if (!launcher.toFile().setExecutable(true, false)) {
        throw new IOException(launcher + " could not be made executable");
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
