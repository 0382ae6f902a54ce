package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.univoice.local.FailedException;
import org.univoice.local.Home;
import org.univoice.local.Run;

/**
 * The web page as it is served, built by npm from its lock file. Each build has a folder of its
 * own, named after its sources, and gets that name when it is whole. It is made from a copy of the
 * sources in the data folder: a checkout may be shared, or only be read.
 */
public final class WebBuild {
  private static final int NAME_LENGTH = 16;
  private static final String WORKSHOP = "workshop";
  private static final String HALF = "half";

  private final WebSources sources;
  private final Path folder;
  private final NodeTools node;
  private final Path log;

  WebBuild(Path checkout, Path folder, NodeTools node, Path log) {
    this.sources = new WebSources(checkout);
    this.folder = folder;
    this.node = node;
    this.log = log;
  }

  public static WebBuild of(Home home) {
    Path log = home.logs().resolve("web-build.log");
    return new WebBuild(
        home.checkout(),
        home.folder().resolve("web"),
        new NodeTools(home.python(), home.folder().resolve("tools/node"), log),
        log);
  }

  /**
   * The folder with the page's files, which stays as long as this process runs; at once when it is
   * there already.
   *
   * @throws FailedException naming what npm said last, and its log
   */
  public Path ensure(Progress progress) {
    try {
      Path built = folder.resolve(sources.hash().substring(0, NAME_LENGTH));
      while (!HeldFolder.hold(built)) {
        try (SharedLock ignored = lock()) {
          if (!Files.isDirectory(built)) {
            progress.begins("Building the page (log: " + log + ")");
            build(built);
            forgetOthers(built);
          }
        }
      }
      return built.resolve("dist");
    } catch (IOException e) {
      throw new FailedException(
          "The page could not be built: "
              + e.getMessage()
              + "; ./univoice up --no-page does without",
          e);
    }
  }

  /**
   * A copy of the sources with everything installed, for tests; nobody builds meanwhile.
   *
   * @param use is given the folder of the package, and how npm is started
   */
  public void inWorkshop(Progress progress, Use use) throws IOException, InterruptedException {
    try (SharedLock ignored = lock()) {
      progress.begins("Installing what the page's tests need (log: " + log + ")");
      use.in(install(), node.npm());
    }
  }

  /** What is done in the workshop. */
  @FunctionalInterface
  public interface Use {
    void in(Path web, NodeTools.Npm npm) throws IOException, InterruptedException;
  }

  private SharedLock lock() throws IOException {
    return SharedLock.take(folder.resolve("lock"));
  }

  private void build(Path built) throws IOException {
    Path web = install();
    npm(web, "run", "build");
    Path half = folder.resolve(HALF);
    deleteIfThere(half);
    Files.createDirectories(half);
    Files.createFile(half.resolve(HeldFolder.LOCK));
    Files.move(web.resolve("dist"), half.resolve("dist"), StandardCopyOption.ATOMIC_MOVE);
    Files.move(half, built, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Packages are installed anew only when others are wanted. */
  private Path install() throws IOException {
    Path workshop = folder.resolve(WORKSHOP);
    sources.copyTo(workshop);
    Path web = workshop.resolve("web");
    deleteIfThere(web.resolve("dist"));
    String wanted =
        Checksum.of(web.resolve("package-lock.json")) + Checksum.of(web.resolve("package.json"));
    Path stamp = web.resolve("node_modules/.univoice");
    if (!Files.exists(stamp) || !Files.readString(stamp).equals(wanted)) {
      npm(web, "ci");
      Files.writeString(stamp, wanted);
    }
    return web;
  }

  private void npm(Path web, String... words) throws IOException {
    NodeTools.Npm npm = node.npm();
    Map<String, String> environment = new HashMap<>(environment(folder));
    environment.put("PATH", npm.path());
    ToolProcess.run(npm.with(words), web, environment, log);
  }

  private static Map<String, String> environment(Path folder) {
    return Map.of(
        "npm_config_cache", folder.resolve("npm").toString(),
        "npm_config_audit", "false",
        "npm_config_fund", "false",
        "npm_config_update_notifier", "false",
        // Its last words are then what went wrong rather than where else it is written.
        "npm_config_logs_max", "0");
  }

  private void forgetOthers(Path built) throws IOException {
    List<Path> others;
    try (Stream<Path> all = Files.list(folder)) {
      others =
          all.filter(each -> Files.exists(each.resolve(HeldFolder.LOCK)))
              .filter(each -> !each.equals(built))
              .toList();
    }
    for (Path other : others) {
      HeldFolder.removeUnlessHeld(other, Run::delete);
    }
  }

  private static void deleteIfThere(Path tree) throws IOException {
    if (Files.exists(tree)) {
      Run.delete(tree);
    }
  }
}
