package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Debian's package manager as anybody may use it: it fetches and unpacks, and installs nothing. */
final class Apt {
  /** "Inst NAME (VERSION …": new on this machine; an upgrade names the old version first. */
  private static final Pattern NEW = Pattern.compile("Inst (\\S+) \\(.*");

  /** A program, its libraries and fonts, without what sets a service up. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "redis-(server|tools)|postgresql-\\d+|chromium(-common)?|fonts-dejavu-.*|lua-.*"
              + "|lib(?!c6$|llvm|perl|.*-perl$).*");

  private final Path aptGet;
  private final Path dpkg;
  private final Path log;

  Apt(Path aptGet, Path dpkg, Path log) {
    this.aptGet = aptGet;
    this.dpkg = dpkg;
    this.log = log;
  }

  boolean isThere() {
    return Files.isExecutable(aptGet) && Files.isExecutable(dpkg);
  }

  /**
   * Unpacks packages, and what they need that this machine lacks, below a folder.
   *
   * @param work an empty folder for what is fetched; the caller deletes it
   */
  void unpack(List<String> debianPackages, Path below, Path work) throws IOException {
    try {
      fetch(debianPackages, work, List.of());
    } catch (IOException e) {
      // The machine's lists of packages are missing, or older than what is still published.
      ToolProcess.note(log, "Trying with lists of our own: " + e.getMessage());
      List<String> own = ownLists(Files.createDirectories(work.resolve("apt")));
      apt(work, own, List.of("update"));
      fetch(debianPackages, work, own);
    }
    for (Path fetched : debs(work)) {
      ToolProcess.run(
          List.of(dpkg.toString(), "-x", fetched.toString(), below.toString()),
          work,
          Map.of(),
          log);
    }
  }

  private void fetch(List<String> debianPackages, Path work, List<String> options)
      throws IOException {
    Path plan = work.resolve("plan");
    Files.deleteIfExists(plan);
    List<String> install = new ArrayList<>(List.of("-s", "--no-install-recommends", "install"));
    install.addAll(debianPackages);
    List<String> simulation = command(options, install);
    ToolProcess.run(simulation, work, Map.of("LC_ALL", "C"), plan);
    List<String> download = new ArrayList<>(List.of("download"));
    for (String line : Files.readAllLines(plan)) {
      Matcher planned = NEW.matcher(line);
      if (planned.matches() && NEEDED.matcher(planned.group(1)).matches()) {
        download.add(planned.group(1));
      }
    }
    if (download.size() == 1) {
      throw new IOException("apt-get would install nothing for " + debianPackages);
    }
    apt(work, options, download);
  }

  private void apt(Path work, List<String> options, List<String> what) throws IOException {
    ToolProcess.run(command(options, what), work, Map.of("LC_ALL", "C"), log);
  }

  private List<String> command(List<String> options, List<String> what) {
    List<String> command = new ArrayList<>(List.of(aptGet.toString(), "-q"));
    // Root's apt would fetch as a user that cannot enter root's folders.
    command.addAll(List.of("-o", "APT::Sandbox::User=root"));
    command.addAll(options);
    command.addAll(what);
    return command;
  }

  private static List<String> ownLists(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("lists/partial"));
    Files.createDirectories(folder.resolve("cache/archives/partial"));
    return List.of(
        "-o",
        "Dir::State::lists=" + folder.resolve("lists"),
        "-o",
        "Dir::Cache=" + folder.resolve("cache"));
  }

  private static List<Path> debs(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files.filter(file -> file.toString().endsWith(".deb")).sorted().toList();
    }
  }
}
