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
 * Redis, PostgreSQL and Chromium for tests: the machine's own, or else unpacked from Debian's
 * packages into the data folder, without root and without a change to the system.
 */
public final class DebianPackages {
  private static final List<DebianProgram> PROGRAMS =
      List.of(DebianProgram.REDIS, DebianProgram.POSTGRES, DebianProgram.CHROMIUM);

  /** What was unpacked finds its libraries beside itself, wherever the folder is moved to. */
  private static final String LAUNCHER =
      """
      #!/bin/sh
      root="$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)"
      for libraries in "$root"/lib/*-linux-gnu "$root"/usr/lib/*-linux-gnu \
        "$root"/usr/lib/*-linux-gnu/pulseaudio; do
        LD_LIBRARY_PATH="$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
      done
      export LD_LIBRARY_PATH FONTCONFIG_FILE="$root/fonts.conf"
      exec "$root/%s" "$@"
      """;

  /** The machine's own fonts, where it has any, and those that were unpacked. */
  private static final String FONTS =
      """
      <?xml version="1.0"?>
      <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
      <fontconfig>
        <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
        <dir prefix="relative">usr/share/fonts</dir>
        <cachedir prefix="xdg">fontconfig</cachedir>
      </fontconfig>
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
   * Has every program, at once when they are there already.
   *
   * @param loud hears of each that cannot be had, whose tests are skipped then
   * @return environment variables that tell tests where they are
   */
  public Map<String, String> ensure(Progress progress, Consumer<String> loud) {
    Map<String, String> told = new LinkedHashMap<>();
    for (DebianProgram program : PROGRAMS) {
      try {
        place(program, progress).ifPresent(bin -> told.put(program.variable(), program.told(bin)));
        if (!told.containsKey(program.variable())) {
          loud.accept(skipped(program, "there is neither it nor apt-get; install it"));
        }
      } catch (IOException e) {
        loud.accept(skipped(program, e.getMessage()));
      }
    }
    return told;
  }

  private static String skipped(DebianProgram program, String why) {
    return "TESTS THAT NEED " + program.debianPackage() + " ARE SKIPPED: " + why;
  }

  private Optional<Path> place(DebianProgram program, Progress progress) throws IOException {
    Optional<Path> installed = program.installed(environment, root);
    if (installed.isPresent()) {
      return installed;
    }
    Path unpacked = folder.resolve(program.folder());
    Path bin = unpacked.resolve("bin");
    if (!program.isComplete(bin) && !apt.isThere()) {
      return Optional.empty();
    }
    try (SharedLock ignored = SharedLock.take(folder.resolve(program.folder() + ".lock"))) {
      if (!program.isComplete(bin)) {
        progress.begins("Unpacking " + program.debianPackage() + " for the tests");
        unpack(program, unpacked);
      }
    }
    return Optional.of(bin);
  }

  /** It gets its name when it is whole, so that an interrupted one is never mistaken for one. */
  private void unpack(DebianProgram program, Path unpacked) throws IOException {
    Path half = folder.resolve(program.folder() + ".half");
    Path work = folder.resolve(program.folder() + ".fetching");
    for (Path leftover : List.of(half, work, unpacked)) {
      delete(leftover);
    }
    try {
      Files.createDirectories(half.resolve("bin"));
      apt.unpack(program.debianPackages(), half, Files.createDirectories(work));
    } finally {
      delete(work);
    }
    Files.writeString(half.resolve("fonts.conf"), FONTS);
    for (String name : program.programs()) {
      launcher(half, program.place() + "/" + name);
    }
    Files.move(half, unpacked, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void launcher(Path half, String place) throws IOException {
    try (Stream<Path> files = Files.walk(half.resolve("usr"))) {
      Path found =
          files
              .filter(file -> file.endsWith(place) && Files.isExecutable(file))
              .findFirst()
              .orElseThrow(() -> new IOException("the packages brought no " + place));
      Path launcher = half.resolve("bin").resolve(found.getFileName());
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
